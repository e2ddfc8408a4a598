import { useQueryClient } from '@tanstack/react-query'
import { Navigation, Phone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../web/lib/api.ts'
import { formatDay, formatTime } from '../../web/lib/format.ts'
import { useOptions } from '../../web/lib/options.ts'
import { useGo } from '../../web/lib/place.ts'
import { errorText } from '../../web/lib/words.ts'
import { Button } from '../../web/ui/fields.tsx'
import { IntentLetter, KeyStar } from '../../web/ui/marks.tsx'
import { ActionButton, Row } from '../../web/ui/phone/blocks.tsx'
import { DateTimeSheet } from '../../web/ui/phone/date-time-sheet.tsx'
import { Sheet } from '../../web/ui/phone/sheet.tsx'
import { toast } from '../../web/ui/toast.tsx'

export interface PlanItem {
  id: string
  version: number
  at: string
  localDay: string
  overdue: boolean
  action: string
  goal: string | null
  customer: {
    id: string
    name: string
    level: string
    intent: string | null
    address: string | null
    phone: string | null
  } | null
  lead: { id: string; name: string; phone: string | null } | null
  contacts: { id: string; name: string; phones: string[] }[]
}

const recordingOf = ({ customer, lead }: PlanItem): string =>
  `/follow-ups/new${customer ? `?customer=${customer.id}` : lead ? `?lead=${lead.id}` : ''}`

/** One plan on the phone: when, with whom, what for; calling and finding the way in one tap. */
export function PlanRow({ item, onMore }: { item: PlanItem; onMore: () => void }) {
  const { t } = useTranslation('today')
  const action = useOptions('nextStepAction')
  const phone = item.contacts.flatMap((contact) => contact.phones)[0] ?? item.customer?.phone ?? item.lead?.phone
  const callable = phone && !phone.includes('*')
  const key = item.customer && item.customer.level !== 'normal'
  return (
    <Row over={item.overdue}>
      <span
        className={`t13 ${item.overdue ? 'cwarn' : 'c3'}`}
        style={{ width: 76, flex: 'none', whiteSpace: 'nowrap' }}
      >
        {item.overdue ? t('late') : formatTime(item.at)}
        <br />
        {formatDay(item.localDay)}
      </span>
      <button
        type="button"
        className="grow col"
        style={{ textAlign: 'left', minHeight: 52, justifyContent: 'center' }}
        onClick={onMore}
      >
        <span className="row g6">
          {key && <KeyStar label={t('keyCustomer')} />}
          <span className="m el">{item.customer?.name ?? item.lead?.name}</span>
          {item.customer?.intent && <IntentLetter intent={item.customer.intent} />}
        </span>
        <span className="t13 c2 el">{item.goal || action.word(item.action)}</span>
      </button>
      {callable && <ActionButton icon={Phone} label={t('call')} href={`tel:${phone}`} />}
      {item.customer?.address && (
        <ActionButton
          icon={Navigation}
          label={t('navigate')}
          href={`https://uri.amap.com/search?keyword=${encodeURIComponent(item.customer.address)}`}
        />
      )}
    </Row>
  )
}

/** What can be done with a plan. */
export function PlanSheet({ item, close }: { item: PlanItem | null; close: () => void }) {
  const { t } = useTranslation('today')
  const go = useGo()
  const client = useQueryClient()
  const [moving, setMoving] = useState(false)
  if (!item) return null
  const act = async (path: string, body: object, done: string) => {
    try {
      await api.post(`/api/next-steps/${item.id}/${path}`, body)
      await client.invalidateQueries()
      toast(done, {
        onUndo: () => void api.post(`/api/next-steps/${item.id}/reopen`, {}).then(() => client.invalidateQueries()),
      })
      close()
    } catch (error) {
      toast(errorText(error), { tone: 'bad' })
    }
  }
  return (
    <>
      <Sheet open={!moving} onClose={close} title={item.customer?.name ?? item.lead?.name} pad>
        <div className="col g12">
          <Button kind="pri" wide onClick={() => go(recordingOf(item))}>
            {t('record')}
          </Button>
          <Button wide onClick={() => setMoving(true)}>
            {t('move')}
          </Button>
          <Button wide onClick={() => void act('complete', {}, t('completed'))}>
            {t('complete')}
          </Button>
          <Button wide onClick={() => void act('drop', { reason: t('dropReason') }, t('dropped'))}>
            {t('drop')}
          </Button>
          {item.customer && (
            <Button kind="text" wide onClick={() => go(`/customers/${item.customer?.id}`)}>
              {t('openCustomer')}
            </Button>
          )}
          {item.lead && (
            <Button kind="text" wide onClick={() => go(`/leads/${item.lead?.id}`)}>
              {t('openLead')}
            </Button>
          )}
        </div>
      </Sheet>
      <DateTimeSheet
        open={moving}
        onClose={() => setMoving(false)}
        title={t('moveTo')}
        value={item.at}
        onChange={(at) => void act('move', { at }, t('moved'))}
      />
    </>
  )
}
