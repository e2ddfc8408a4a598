import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { Draft as Heard } from '../rules/parse/types.ts'
import type { CaptureDraft, Named } from './draft.ts'

/** What was recognised and is not known yet: a company or people to be made with one tap; or that it tells of several interactions. */
export function HeardExtras({
  draft,
  drafts,
  change,
  onNewCustomer,
}: {
  draft: CaptureDraft
  drafts: readonly Heard[]
  change: (part: Partial<CaptureDraft>) => void
  onNewCustomer: (name: string) => void
}) {
  const { t } = useTranslation('follow-ups')
  const [only, another] = drafts
  if (only === undefined) return null
  if (another !== undefined) return <div className="ban info">{t('heardSeveral', { count: drafts.length })}</div>
  const company = draft.customer || draft.lead ? undefined : only.newCustomer?.value
  const people = draft.customer ? only.contacts.filter(({ value }) => isUnknown(value, draft)) : []
  const addPerson = async ({ name, title }: Heard['contacts'][number]['value']) => {
    try {
      const made = await api.post<Named>('/api/contacts', {
        name,
        customerId: draft.customer?.id,
        ...(title && { title }),
      })
      change({ contacts: [...draft.contacts, { id: made.id, name }] })
    } catch (error) {
      toast(errorText(error), { tone: 'bad' })
    }
  }
  if (company === undefined && people.length === 0) return null
  return (
    <div className="row g8 wrap" style={{ marginTop: 8 }}>
      {company !== undefined && (
        <Button size="sm" icon={<Plus size={14} />} onClick={() => onNewCustomer(company)}>
          {t('newCustomer', { name: company })}
        </Button>
      )}
      {people.map(({ value }) => (
        <Button key={value.name} size="sm" icon={<Plus size={14} />} onClick={() => void addPerson(value)}>
          {t('newContact', { name: value.name })}
        </Button>
      ))}
    </div>
  )
}

const isUnknown = ({ id, name }: { id: string | null; name: string }, { contacts }: CaptureDraft): boolean =>
  id === null && !contacts.some((contact) => contact.name === name)
