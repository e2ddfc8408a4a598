import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../../../web/lib/drafts.ts'
import { formatDayLong, formatMoment, formatTime, moveDay, today } from '../../../web/lib/format.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { useMe } from '../../../web/lib/session.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Button, TextArea } from '../../../web/ui/fields.tsx'
import { Avatar, Tag } from '../../../web/ui/marks.tsx'
import { Banner, Card, Row, Section } from '../../../web/ui/phone/blocks.tsx'
import { Footer, NavBar } from '../../../web/ui/phone/page.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { DailyReport, Words } from '../contract.ts'
import { EntryRow, Numbers, PlanCheck, Tomorrow } from './daily-blocks.phone.tsx'
import { toneOf, useDailyReport, useReportActs } from './report.ts'

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
