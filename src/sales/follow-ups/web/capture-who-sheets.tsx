import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newId } from '../../../platform/id.ts'
import { api } from '../../../web/lib/api.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { useLater } from '../../../web/lib/later.ts'
import { handIn } from '../../../web/lib/outbox.ts'
import { useCan } from '../../../web/lib/session.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { IntentLetter } from '../../../web/ui/marks.tsx'
import { MultiSheet, SelectSheet } from '../../../web/ui/phone/pickers.tsx'
import type { CaptureDraft, Named } from './draft.ts'
import { contactsHere, customersHere, orHere, useKnownHere } from './known-here.ts'
import { openLeads } from './subject.ts'

interface CustomerRow extends Named {
  intent: string | null
  lastFollowUpAt: string | null
}

/** Whom it was with: the latest customers first, then leads; a customer that is not there is made on the spot. */
export function CustomerSheet({
  open,
  close,
  onPick,
  onNew,
}: {
  open: boolean
  close: () => void
  onPick: (subject: Pick<CaptureDraft, 'customer' | 'lead'>) => void
  onNew: (name: string) => void
}) {
  const { t } = useTranslation('follow-ups')
  const known = useKnownHere()
  const [words, setWords] = useState('')
  const q = useLater(words.trim(), 200)
  const found = useQuery({
    queryKey: ['customers', 'pick', q],
    queryFn: () =>
      orHere(
        api.get<{ items: CustomerRow[] }>('/api/customers', {
          q: q || undefined,
          limit: 20,
          sort: q ? undefined : '-lastFollowUpAt',
        }),
        () => ({ items: customersHere(known, q).map((each) => ({ ...each, intent: null, lastFollowUpAt: null })) }),
      ),
    enabled: open,
  })
  const mayLeads = useCan('leads.view')
  const leads = useQuery({
    queryKey: ['leads', 'pick', q],
    queryFn: () =>
      orHere(
        api.get<{ items: Named[] }>('/api/leads', { q: q || undefined, filter: openLeads, limit: q ? 10 : 5 }),
        () => ({ items: [] }),
      ),
    enabled: open && mayLeads,
  })
  const rows = found.data?.items ?? []
  const leadRows = leads.data?.items ?? []
  return (
    <SelectSheet
      open={open}
      onClose={close}
      title={t('fields.customer')}
      onSearch={setWords}
      options={[
        ...rows.map((row) => ({
          value: row.id,
          label: row.name,
          ...(row.lastFollowUpAt && { note: t('lastTouched', { when: formatMoment(row.lastFollowUpAt) }) }),
          ...(row.intent && { mark: <IntentLetter intent={row.intent} /> }),
        })),
        ...leadRows.map((row) => ({ value: row.id, label: row.name, note: t('fields.leadId') })),
      ]}
      onPick={(option) => {
        const row = rows.find((each) => each.id === option.value)
        onPick(
          row
            ? { customer: { id: row.id, name: row.name, intent: row.intent } }
            : { customer: null, lead: { id: option.value, name: option.label } },
        )
      }}
      extra={(typed) =>
        typed.trim() && (
          <div style={{ padding: 16 }}>
            <Button wide onClick={() => onNew(typed.trim())}>
              {t('newCustomer', { name: typed.trim() })}
            </Button>
          </div>
        )
      }
    />
  )
}

/** The people of the customer; somebody new is made on the spot. */
export function ContactSheet({
  open,
  close,
  draft,
  change,
}: {
  open: boolean
  close: () => void
  draft: CaptureDraft
  change: (part: Partial<CaptureDraft>) => void
}) {
  const { t } = useTranslation('follow-ups')
  const known = useKnownHere()
  const customerId = draft.customer?.id
  const contacts = useQuery({
    queryKey: ['contacts', 'of', customerId],
    queryFn: () =>
      orHere(
        api.get<{ items: (Named & { title: string | null })[] }>('/api/contacts', {
          filter: { field: 'customerId', op: 'eq', value: customerId },
          limit: 100,
        }),
        () => ({ items: contactsHere(known, customerId) }),
      ),
    enabled: open && customerId !== undefined,
  })
  const rows = contacts.data?.items ?? []
  const add = async (name: string) => {
    const id = newId()
    await handIn({ id, path: '/api/contacts', body: { id, name, customerId }, label: name })
    void contacts.refetch()
    change({ contacts: [...draft.contacts, { id, name }] })
  }
  return (
    <MultiSheet
      open={open}
      onClose={close}
      title={t('fields.contacts')}
      options={rows.map((row) => ({ value: row.id, label: row.title ? `${row.name} · ${row.title}` : row.name }))}
      values={draft.contacts.map((contact) => contact.id)}
      onChange={(ids) =>
        change({
          contacts: ids
            .map((id) => [...rows, ...draft.contacts].find((row) => row.id === id))
            .filter((row) => row !== undefined),
        })
      }
      searchFrom={0}
      extra={(typed) =>
        typed.trim() && (
          <div style={{ padding: 16 }}>
            <Button wide onClick={() => void add(typed.trim())}>
              {t('newContact', { name: typed.trim() })}
            </Button>
          </div>
        )
      }
    />
  )
}
