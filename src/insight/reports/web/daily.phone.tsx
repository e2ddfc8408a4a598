import { Check, CircleCheck, CornerDownRight, History } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../../../web/lib/drafts.ts'
import {
  amountUnit,
  formatAmountShort,
  formatAmountUnit,
  formatDay,
  formatDayLong,
  formatMoment,
  formatPercent,
  formatShort,
  formatTime,
  moveDay,
  today,
} from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { useMe } from '../../../web/lib/session.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Button, TextArea } from '../../../web/ui/fields.tsx'
import { Avatar, IntentLetter, KeyStar, Pace, Tag } from '../../../web/ui/marks.tsx'
import { Banner, Card, ListRow, NumberCell, Row, Section } from '../../../web/ui/phone/blocks.tsx'
import { Footer, NavBar } from '../../../web/ui/phone/page.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { DailyReport, Entry, Words } from '../contract.ts'
import { EvidenceRows } from './evidence-rows.tsx'
import { aimOf, isMoney, toneOf, useDailyReport, useReportActs } from './report.ts'

const NUMBERS = [
  'visits',
  'followUps',
  'customersFollowed',
  'newLeads',
  'newOpportunities',
  'dealsWon',
  'payments',
  'planKeptRate',
] as const

/** 销售日报 on the phone: reviewed, not filled. Every number opens the records it counts. */
export default function Daily() {
  const { t } = useTranslation(['reports', 'web'])
  const [address, setAddress] = useAddress<{ date: string; user: string }>()
  const date = address.date ?? today()
  const query = useDailyReport(date, address.user)
  const earlier = (
    <button type="button" className="p-link" onClick={() => setAddress({ date: moveDay(date, -1) })}>
      {t('dayBefore')}
    </button>
  )
  return (
    <>
      <NavBar title={t('title')} tail={earlier} />
      <Loading query={query}>{(report) => <Report report={report} />}</Loading>
    </>
  )
}

function Report({ report }: { report: DailyReport }) {
  const { t } = useTranslation(['reports', 'web'])
  const mine = useMe().user.id === report.user.id
  const acts = useReportActs(report)
  const draft = useDraft<Words>(`report:${report.id}`, report.words)
  const words = report.submittedAt || !mine ? report.words : draft.value
  useEffect(() => {
    if (draft.ready && !draft.restored && !draft.savedAt) draft.set(report.words)
  }, [draft.ready])
  const submit = () =>
    acts.submit.mutate(words, {
      onSuccess: () => {
        draft.clear(words)
        toast(t('submitted'))
      },
      onError: (error) => toast(errorText(error), { tone: 'bad' }),
    })
  const withdraw = () =>
    acts.withdraw.mutate(undefined as never, { onError: (error) => toast(errorText(error), { tone: 'bad' }) })
  return (
    <>
      <div className="row g12" style={{ padding: '4px 16px 12px' }}>
        <Avatar id={report.user.id} name={report.user.name} size="lg" />
        <div className="grow">
          <div className="m el">
            {report.user.name}
            {report.department ? ` · ${report.department.name}` : ''}
          </div>
          <div className="t13 c3 el">
            {formatDayLong(report.date)} · {t('composedFrom', { count: report.metrics.followUps?.count ?? 0 })}
          </div>
        </div>
        <Tag tone={toneOf(report.state)}>{t(`state.${report.composing ? 'composing' : report.state}`)}</Tag>
      </div>
      {report.differences.length > 0 && (
        <Banner tone="info">{t('differences', { count: report.differences.length })}</Banner>
      )}
      <Numbers report={report} />
      <PlanCheck report={report} />
      <Section title={t('entries')} count={t('customers', { count: report.entries.length })} side={t('keyFirst')} />
      <Card>
        {report.entries.map((entry) => (
          <EntryRow key={entry.customer?.id ?? entry.lead?.id} entry={entry} />
        ))}
        {report.entries.length === 0 && (
          <Row>
            <span className="c3 t14">{t('noEntries')}</span>
          </Row>
        )}
      </Card>
      {(['support', 'problems', 'suggestions', 'reflection'] as const).map((key) => (
        <div key={key}>
          <Section title={t(`words.${key}`)} side={t('optional')} />
          <Card pad>
            {report.abilities.edit && !report.submittedAt ? (
              <TextArea
                aria-label={t(`words.${key}`)}
                rows={2}
                maxLength={10_000}
                value={words[key]}
                placeholder={t(`hint.${key}`)}
                onChange={(text) => draft.set((now) => ({ ...now, [key]: text }))}
              />
            ) : (
              <p className={words[key] ? 't14' : 't14 c3'}>{words[key] || t('nothingWritten')}</p>
            )}
          </Card>
        </div>
      ))}
      <Tomorrow report={report} />
      {mine && (
        <Footer>
          <div className="col grow" style={{ maxWidth: '40%' }}>
            <span className="t13 m el">
              {report.submittedAt ? t('submittedAt', { time: formatMoment(report.submittedAt) }) : t('ready')}
            </span>
            <span className="t12 c3 el">{t('dueBefore', { time: formatTime(report.dueAt) })}</span>
          </div>
          {report.abilities.submit && (
            <Button kind="pri" className="grow" busy={acts.submit.isPending} onClick={submit}>
              {t('submit')}
            </Button>
          )}
          {report.abilities.withdraw && (
            <Button className="grow" busy={acts.withdraw.isPending} onClick={withdraw}>
              {t('withdraw')}
            </Button>
          )}
        </Footer>
      )}
    </>
  )
}

function Numbers({ report }: { report: DailyReport }) {
  const { t } = useTranslation(['reports', 'metrics'])
  const [open, setOpen] = useState<string | null>(null)
  const cell = (key: (typeof NUMBERS)[number]) => {
    const value = report.metrics[key]
    if (!value) return null
    const money = isMoney(key)
    const aim = money ? undefined : aimOf(key, value)
    return (
      <NumberCell
        key={key}
        label={`${t(`metrics:short.${key}`)}${aim ? ` /${aim.target}` : ''}`}
        value={money && value.amount ? formatAmountUnit(value.amount) : value.count}
        unit={money && value.amount ? amountUnit() : value.of !== undefined ? `/${value.of}` : undefined}
        open={open === key}
        onOpen={() => setOpen(open === key ? null : key)}
      />
    )
  }
  const drawer = open && <EvidenceRows date={report.date} metric={open} user={report.user.id} />
  return (
    <Card>
      <div className="ngrid">{NUMBERS.slice(0, 4).map(cell)}</div>
      {open && NUMBERS.indexOf(open as 'visits') < 4 && drawer}
      <div className="ngrid">{NUMBERS.slice(4).map(cell)}</div>
      {open && NUMBERS.indexOf(open as 'visits') >= 4 && drawer}
      <MonthProgress report={report} />
    </Card>
  )
}

/** The month's signed amount against its target; the words say what the colour says. */
function MonthProgress({ report }: { report: DailyReport }) {
  const { t } = useTranslation('reports')
  const { pace, workday, workdays, metrics } = report.month
  const aim = aimOf('dealsWon', metrics.dealsWon)
  const points = Math.round(((aim?.done ?? 0) - pace) * 1000) / 10
  const paceWords = t(points === 0 ? 'paceOn' : points < 0 ? 'paceBehind' : 'paceAhead', {
    points: formatShort(Math.abs(points)),
  })
  return (
    <div style={{ padding: '10px 16px 14px' }}>
      <div className="row sb t13" style={{ marginBottom: 6 }}>
        <span>
          {t('month')} <b>{formatAmountShort(metrics.dealsWon?.amount ?? 0)}</b>
          {aim && <span className="c3"> / {formatAmountShort(aim.target)}</span>}
        </span>
        <span className="c3">
          {aim ? `${formatPercent(aim.done, 1)} · ${paceWords}` : t('workday', { n: workday, of: workdays })}
        </span>
      </div>
      {aim ? <Pace done={aim.done} expected={pace} tall /> : <Pace done={pace} tone="qty" tall />}
    </div>
  )
}

function PlanCheck({ report }: { report: DailyReport }) {
  const { t } = useTranslation('reports')
  const action = useOptions('nextStepAction')
  const results = ['kept', 'moved', 'dropped', 'open'] as const
  const of = (result: (typeof results)[number]) => report.planCheck.filter((item) => item.result === result)
  return (
    <>
      <Section title={t('planCheck')} side={t('planItems', { count: report.planCheck.length })} />
      <Card>
        {report.planCheck.length === 0 && (
          <Row>
            <span className="c3 t14">{t('noPlan')}</span>
          </Row>
        )}
        {results
          .filter((result) => of(result).length > 0)
          .map((result) => (
            <Row key={result}>
              {result === 'kept' ? <CircleCheck size={18} className="cok" /> : <History size={18} className="cwarn" />}
              <span className="m t14">
                {t(`plan.${result}`)} {of(result).length}
              </span>
              <span className="grow t13 c3 el">
                {of(result)
                  .map(
                    (item) =>
                      `${item.nextStep.customer?.name ?? item.nextStep.lead?.name ?? ''} ${item.nextStep.goal || action.word(item.nextStep.action)}${item.movedTo ? ` → ${formatDay(item.movedTo.day)}` : ''}`,
                  )
                  .join(' · ')}
              </span>
            </Row>
          ))}
      </Card>
    </>
  )
}

function EntryRow({ entry }: { entry: Entry }) {
  const { t } = useTranslation('reports')
  const action = useOptions('nextStepAction')
  const raised = entry.intent?.after && entry.intent.before !== entry.intent.after
  const address = entry.customer ? `/customers/${entry.customer.id}` : undefined
  return (
    <Row {...(address && { to: address })}>
      <span className="grow col g4" style={{ minWidth: 0, padding: '4px 0' }}>
        <span className="row g6">
          {entry.key && <KeyStar label={t('keyCustomer')} />}
          <span className="m el">{entry.customer?.name ?? entry.lead?.name}</span>
          {entry.intent?.after && (
            <IntentLetter
              intent={entry.intent.after}
              {...(raised && entry.intent.before && { from: entry.intent.before })}
            />
          )}
          <span className="push t13 c2 nw">
            {[
              entry.amount ? formatAmountShort(entry.amount, entry.currency ?? undefined) : null,
              entry.probability?.after != null ? formatPercent(entry.probability.after / 100, 0) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <span className="t13 c2 el">{entry.summary ?? t(`phrase.${entry.phrase}`)}</span>
        {entry.nextStep && (
          <span className="t13 cok el row g4">
            <CornerDownRight size={14} />
            {formatMoment(entry.nextStep.at)} {entry.nextStep.goal || action.word(entry.nextStep.action)}
          </span>
        )}
      </span>
    </Row>
  )
}

function Tomorrow({ report }: { report: DailyReport }) {
  const { t } = useTranslation('reports')
  const action = useOptions('nextStepAction')
  return (
    <>
      <Section title={t('tomorrow', { day: formatDay(report.tomorrowDay) })} side={t('fromNextSteps')} />
      <Card>
        {report.tomorrow.length === 0 && (
          <Row>
            <span className="c3 t14">{t('noTomorrow')}</span>
          </Row>
        )}
        {report.tomorrow.map((step) => (
          <ListRow
            key={step.id}
            lead={
              <span className="row g8 t13 c3">
                <Check size={18} className={step.leftOut ? 'c4' : 'cp'} />
                {formatTime(step.at)}
              </span>
            }
            title={step.customer?.name ?? step.lead?.name}
            text={step.goal || action.word(step.action)}
            {...(step.customer && { to: `/customers/${step.customer.id}` })}
          />
        ))}
      </Card>
    </>
  )
}
