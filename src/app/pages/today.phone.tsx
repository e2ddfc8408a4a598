import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, Navigation, PenLine, Phone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DailyReport } from '../../insight/reports/contract.ts'
import { aimOf, useDailyReport } from '../../insight/reports/web/report.ts'
import { localTime } from '../../platform/time.ts'
import { DueTasks } from '../../sales/tasks/web/parts.tsx'
import { api } from '../../web/lib/api.ts'
import {
  amountUnit,
  formatAmountUnit,
  formatAmountWhole,
  formatDay,
  formatDayLong,
  formatTime,
  timeZone,
  today,
} from '../../web/lib/format.ts'
import { useOptions } from '../../web/lib/options.ts'
import { useGo } from '../../web/lib/place.ts'
import { useCan, useMe } from '../../web/lib/session.ts'
import { errorText } from '../../web/lib/words.ts'
import { Button } from '../../web/ui/fields.tsx'
import { Avatar, IntentLetter, KeyStar, Tag } from '../../web/ui/marks.tsx'
import { ActionButton, Card, NumberStrip, NumberTile, Row, Section } from '../../web/ui/phone/blocks.tsx'
import { TitleBar } from '../../web/ui/phone/page.tsx'
import { DateTimeSheet } from '../../web/ui/phone/pickers.tsx'
import { Sheet } from '../../web/ui/phone/sheet.tsx'
import { EmptyState, Loading } from '../../web/ui/states.tsx'
import { toast } from '../../web/ui/toast.tsx'

interface PlanItem {
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

/** 今天: say one line, see what the day adds up to, do what is due. */
export default function Today() {
  const { t } = useTranslation(['today', 'next-steps', 'reports', 'metrics', 'web', 'shell'])
  const me = useMe()
  const mayPlan = useCan('nextSteps.create')
  const go = useGo()
  const report = useDailyReport(today())
  const plan = useQuery({
    queryKey: ['next-steps', 'plan', today()],
    queryFn: () => api.get<{ items: PlanItem[]; upcoming: PlanItem[] }>('/api/plan', { day: today() }),
  })
  const mayTasks = useCan('tasks.view')
  const [open, setOpen] = useState<PlanItem | null>(null)
  return (
    <>
      <TitleBar
        title={t('title')}
        subtitle={`${formatDayLong(today())}${report.data ? ` · ${t('reports:workday', { n: report.data.month.workday, of: report.data.month.workdays })}` : ''}`}
        right={
          <Link
            to="/me"
            className="row"
            style={{ width: 44, height: 44, justifyContent: 'center' }}
            aria-label={t('shell:menu.open', { name: me.user.name })}
          >
            <Avatar id={me.user.id} name={me.user.name} size="lg" />
          </Link>
        }
      />
      <Card>
        <Row onPress={() => go('/follow-ups/new')}>
          <PenLine size={20} className="cp" />
          <span className="grow c3">{t('capture')}</span>
        </Row>
      </Card>
      <div style={{ height: 12 }} />
      {report.data && (
        <Card>
          <Row to="/reports/daily">
            <span className="m">{t('todayReport')}</span>
            <span className="push">
              <Tag>{t(`reports:state.${report.data.composing ? 'composing' : report.data.state}`)}</Tag>
            </span>
          </Row>
          <div className="t13 c3" style={{ padding: '0 16px 10px' }}>
            {t('reportLine', {
              count: report.data.metrics.followUps?.count ?? 0,
              draft: localTime(report.data.draftAt, timeZone()),
              due: localTime(report.data.dueAt, timeZone()),
            })}
          </div>
          <Numbers report={report.data} />
        </Card>
      )}
      <Loading query={plan}>
        {({ items, upcoming }) => (
          <>
            <Section
              title={t('due')}
              count={t('items', { count: items.length })}
              side={
                items.some((item) => item.overdue) ? (
                  <span className="cwarn">{t('overdue', { count: items.filter((item) => item.overdue).length })}</span>
                ) : undefined
              }
            />
            <Card>
              {items.map((item) => (
                <PlanRow key={item.id} item={item} onMore={() => setOpen(item)} />
              ))}
              {items.length === 0 && (
                <EmptyState
                  icon={CircleCheck}
                  title={t(upcoming.length > 0 ? 'empty' : 'next-steps:pick.none')}
                  text={t(upcoming.length > 0 ? 'emptyText' : 'next-steps:pick.noneText')}
                  actions={
                    upcoming.length === 0 &&
                    mayPlan && (
                      <Button kind="pri" onClick={() => go('/pick')}>
                        {t('next-steps:pick.title')}
                      </Button>
                    )
                  }
                />
              )}
            </Card>
            {upcoming.length > 0 && (
              <>
                <Section
                  title={t('next-steps:pick.upcoming')}
                  count={t('items', { count: upcoming.length })}
                  side={<Link to="/calendar">{t('next-steps:calendar.title')}</Link>}
                />
                <Card>
                  {upcoming.map((item) => (
                    <PlanRow key={item.id} item={item} onMore={() => setOpen(item)} />
                  ))}
                </Card>
              </>
            )}
          </>
        )}
      </Loading>
      {mayTasks && <DueTasks />}
      <div style={{ height: 24 }} />
      <PlanSheet item={open} close={() => setOpen(null)} />
    </>
  )
}

const recordingOf = ({ customer, lead }: PlanItem): string =>
  `/follow-ups/new${customer ? `?customer=${customer.id}` : lead ? `?lead=${lead.id}` : ''}`

/** Four numbers of the day and the month against what is asked. */
function Numbers({ report }: { report: DailyReport }) {
  const { t } = useTranslation('today')
  const go = useGo()
  const open = () => go('/reports/daily')
  const { metrics, month } = report
  const won = month.metrics.dealsWon
  const monthAim = aimOf('dealsWon', won)
  return (
    <NumberStrip columns="1fr 1fr 1fr 1.35fr">
      {(['visits', 'followUps', 'planKeptRate'] as const).map((key) => {
        const value = metrics[key]
        const target = value?.of ?? aimOf(key, value)?.target
        return (
          <NumberTile
            key={key}
            label={t(`number.${key}`)}
            value={value?.count ?? 0}
            of={target !== undefined ? `/${target}` : undefined}
            {...(target && { pace: { done: (value?.count ?? 0) / target } })}
            onOpen={open}
          />
        )
      })}
      <NumberTile
        label={`${t('number.month')}(${amountUnit()})`}
        value={formatAmountUnit(won?.amount ?? 0)}
        of={monthAim ? `/${formatAmountWhole(monthAim.target)}` : undefined}
        {...(monthAim && { pace: { done: monthAim.done, expected: month.pace } })}
        onOpen={open}
      />
    </NumberStrip>
  )
}

function PlanRow({ item, onMore }: { item: PlanItem; onMore: () => void }) {
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

function PlanSheet({ item, close }: { item: PlanItem | null; close: () => void }) {
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
