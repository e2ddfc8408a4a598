import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button as AntButton, DatePicker } from 'antd'
import dayjs from 'dayjs'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatDayLong, formatList, formatMoment, formatTime, moveDay, today } from '../../../web/lib/format.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { useMe } from '../../../web/lib/session.ts'
import { errorText } from '../../../web/lib/words.ts'
import { PageBody, PageHeader } from '../../../web/ui/desktop/page.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Avatar, Status } from '../../../web/ui/marks.tsx'
import { Loading, Skeleton } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { DailyReport } from '../contract.ts'
import { Differences, Entries, Numbers } from './daily-blocks.tsx'
import { PlanCheck, Tomorrow } from './daily-plan.tsx'
import { OtherWork, WordsPanel } from './daily-words.tsx'
import { type Asked, MetricDrawer } from './metric-drawer.tsx'
import { toneOf, useDailyReport, useReportActs } from './report.ts'
import { useWordsDraft } from './words-draft.ts'

/** 我的日报 at the desk: reviewed, not filled; others' reports are read here too. */
export default function Daily() {
  const { t } = useTranslation(['reports', 'metrics', 'web'])
  const [address, setAddress] = useAddress<{ date: string; user: string }>()
  const date = address.date ?? today()
  const query = useDailyReport(date, address.user)
  const step = (n: number) => setAddress({ date: moveDay(date, n) === today() ? undefined : moveDay(date, n) })
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.isContentEditable ||
        /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
      )
        return
      if (event.key === '[') step(-1)
      else if (event.key === ']' && date < today()) step(1)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
  const days = (
    <span className="row g4">
      <AntButton type="text" aria-label={t('previousDay')} icon={<ChevronLeft size={16} />} onClick={() => step(-1)} />
      <DatePicker
        allowClear={false}
        value={dayjs(date)}
        format={() => formatDayLong(date)}
        disabledDate={(day) => day.isAfter(dayjs(today()), 'day')}
        onChange={(day) => day && setAddress({ date: day.format('YYYY-MM-DD') })}
        style={{ width: 148 }}
      />
      <AntButton
        type="text"
        aria-label={t('nextDay')}
        icon={<ChevronRight size={16} />}
        disabled={date >= today()}
        onClick={() => step(1)}
      />
    </span>
  )
  if (query.data) return <Report key={query.data.id} report={query.data} days={days} />
  return (
    <>
      <PageHeader title={address.user ? t('title') : t('mine')}>{days}</PageHeader>
      <PageBody>
        <Loading query={query} title={t('loadDaily')} skeleton={<Skeleton rows={8} height={64} />}>
          {() => null}
        </Loading>
      </PageBody>
    </>
  )
}

function Report({ report, days }: { report: DailyReport; days: ReactNode }) {
  const { t } = useTranslation(['reports', 'web'])
  const mine = useMe().user.id === report.user.id
  const [asked, setAsked] = useState<Asked | null>(null)
  const acts = useReportActs(report)
  const draft = useWordsDraft(report, acts.save.mutateAsync)
  const onError = (error: unknown) => toast(errorText(error), { tone: 'bad' })
  const withdraw = () => acts.withdraw.mutate(undefined as never, { onError, onSuccess: () => toast(t('withdrawn')) })
  const submit = () =>
    acts.submit.mutate(draft.words, {
      onSuccess: () => {
        draft.clear()
        toast(t('submitted'))
      },
      onError,
    })
  const leaveOut =
    report.abilities.edit && !report.submittedAt
      ? (leftOut: string[]) => acts.save.mutate({ tomorrow: { leftOut } }, { onError })
      : undefined
  const readers =
    report.reads.length > 0 && t('readBy', { names: formatList(report.reads.map((read) => read.user.name)) })
  const actions = mine ? (
    <>
      {!report.submittedAt && report.abilities.edit && (
        <span className={`t12 ${draft.failed ? 'cwarn' : 'c3'}`}>
          {draft.failed
            ? t('notSaved')
            : draft.savedAt
              ? t('web:draft.saved', { time: formatTime(draft.savedAt) })
              : Date.parse(report.dueAt) > Date.now()
                ? t('dueBefore', { time: formatTime(report.dueAt) })
                : null}
        </span>
      )}
      {report.abilities.withdraw && (
        <Button busy={acts.withdraw.isPending} onClick={withdraw}>
          {t('withdraw')}
        </Button>
      )}
      {report.abilities.submit && (
        <Button kind="pri" busy={acts.submit.isPending} onClick={submit}>
          {t('submit')}
        </Button>
      )}
    </>
  ) : (
    <MarkRead report={report} />
  )
  return (
    <>
      <PageHeader title={mine ? t('mine') : t('of', { name: report.user.name })} actions={actions}>
        {days}
        <Status tone={toneOf(report.state)}>
          {report.excuse && !report.submittedAt
            ? t(`excuse.${report.excuse}`)
            : report.submittedAt
              ? `${t(`state.${report.state}`)} ${formatMoment(report.submittedAt)}`
              : t(`state.${report.composing ? 'composing' : report.state}`)}
        </Status>
      </PageHeader>
      <PageBody>
        <div className="row g8 t13 c3">
          <Avatar id={report.user.id} name={report.user.name} />
          <span>
            <span className="m" style={{ color: 'var(--c-text)' }}>
              {report.user.name}
            </span>
            {report.department ? ` · ${report.department.name}` : ''} ·{' '}
            {t('composedFrom', { count: report.metrics.followUps?.count ?? 0 })}
            {readers && ` · ${readers}`}
          </span>
        </div>
        <Differences report={report} />
        <Numbers report={report} ask={(metric) => setAsked({ date: report.date, metric, user: report.user })} />
        <div className="two">
          <div className="col g12">
            <Entries report={report} />
            <PlanCheck report={report} />
            <Tomorrow report={report} onLeaveOut={leaveOut} />
          </div>
          <div className="col g12">
            <WordsPanel report={report} draft={draft} />
            <OtherWork report={report} onSave={(otherWork) => acts.save.mutateAsync({ otherWork })} />
          </div>
        </div>
      </PageBody>
      <MetricDrawer asked={asked} onClose={() => setAsked(null)} />
    </>
  )
}

function MarkRead({ report }: { report: DailyReport }) {
  const { t } = useTranslation('reports')
  const client = useQueryClient()
  const me = useMe().user
  const read = useMutation({
    mutationFn: () => api.post(`/api/reports/${report.id}/read`, {}),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['reports'] })
      toast(t('markedRead'))
    },
    onError: (error) => toast(errorText(error), { tone: 'bad' }),
  })
  if (report.reads.some((each) => each.user.id === me.id)) return <span className="t13 c3">{t('alreadyRead')}</span>
  return report.abilities.read ? (
    <Button kind="pri" busy={read.isPending} onClick={() => read.mutate()}>
      {t('markRead')}
    </Button>
  ) : null
}
