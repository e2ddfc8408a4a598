import { CalendarCheck, ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay, formatTime, today } from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useAddress, useGo } from '../../../web/lib/place.ts'
import { useReach } from '../../../web/lib/session.ts'
import { Button, TextField } from '../../../web/ui/fields.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { ActionButton, Card, ListRow, Section } from '../../../web/ui/phone/blocks.tsx'
import { PickChip } from '../../../web/ui/phone/chips.tsx'
import { DateTimeSheet } from '../../../web/ui/phone/date-time-sheet.tsx'
import { NavBar } from '../../../web/ui/phone/page.tsx'
import { Sheet } from '../../../web/ui/phone/sheet.tsx'
import { EmptyState, Loading } from '../../../web/ui/states.tsx'
import { daysShown, turned } from './calendar-span.ts'
import { byDay, nameOf, pageOf, recordingOf, type Step, useStepActs, useSteps, type Whose } from './steps.ts'

/** 日程 on the phone: a week of next steps, day by day. */
export default function Calendar() {
  const { t } = useTranslation('next-steps')
  const [address, setAddress] = useAddress<{ day: string; whose: Whose }>()
  const [open, setOpen] = useState<Step | null>(null)
  const hasTeam = useReach('nextSteps.view') !== 'own'
  const day = address.day ?? today()
  const whose = hasTeam ? (address.whose ?? 'mine') : 'mine'
  const days = daysShown(day, 'week')
  const [from, to] = [days[0] as string, days.at(-1) as string]
  const query = useSteps({ from, to }, whose)
  const turn = (step: 1 | -1) => setAddress({ day: turned(day, 'week', step) })
  return (
    <>
      <NavBar title={t('calendar.title')} home="/" />
      <div className="row sb" style={{ padding: '4px 8px' }}>
        <ActionButton icon={ChevronLeft} label={t('calendar.back')} onPress={() => turn(-1)} />
        <button
          type="button"
          className="t14 m"
          style={{ minHeight: 44 }}
          onClick={() => setAddress({ day: undefined })}
        >
          {formatDay(from)} – {formatDay(to)}
        </button>
        <ActionButton icon={ChevronRight} label={t('calendar.next')} onPress={() => turn(1)} />
      </div>
      {hasTeam && (
        <div className="chips" style={{ padding: '0 16px 8px' }}>
          {(['mine', 'team'] as const).map((each) => (
            <PickChip key={each} on={whose === each} onPress={() => setAddress({ whose: each })}>
              {t(`calendar.${each}`)}
            </PickChip>
          ))}
        </div>
      )}
      <Loading query={query}>
        {({ items }) => {
          const steps = byDay(items)
          if (items.length === 0)
            return (
              <Card>
                <EmptyState icon={CalendarCheck} title={t('calendar.empty')} text={t('calendar.emptyText')} />
              </Card>
            )
          return (
            <>
              {days
                .filter((each) => steps.has(each))
                .map((each) => (
                  <Day
                    key={each}
                    day={each}
                    steps={steps.get(each) ?? []}
                    showOwner={whose === 'team'}
                    onOpen={setOpen}
                  />
                ))}
            </>
          )
        }}
      </Loading>
      <div style={{ height: 24 }} />
      {open && <StepSheet key={open.id} step={open} onClose={() => setOpen(null)} />}
    </>
  )
}

function Day({
  day,
  steps,
  showOwner,
  onOpen,
}: {
  day: string
  steps: Step[]
  showOwner: boolean
  onOpen: (step: Step) => void
}) {
  const { t } = useTranslation('next-steps')
  const action = useOptions('nextStepAction')
  return (
    <>
      <Section title={formatDay(day)} count={steps.length} />
      <Card>
        {steps.map((step) => (
          <ListRow
            key={step.id}
            over={step.state === 'open' && step.localDay < today()}
            lead={
              <span className="t13 c3" style={{ width: 48, flex: 'none' }}>
                {formatTime(step.at)}
              </span>
            }
            title={nameOf(step)}
            mark={step.state === 'open' ? undefined : <Tag>{t(`states.${step.state}`)}</Tag>}
            text={[step.goal || action.word(step.action), showOwner && step.owner?.name].filter(Boolean).join(' · ')}
            onPress={() => onOpen(step)}
          />
        ))}
      </Card>
    </>
  )
}

function StepSheet({ step, onClose }: { step: Step; onClose: () => void }) {
  const { t } = useTranslation('next-steps')
  const go = useGo()
  const acts = useStepActs()
  const [asking, setAsking] = useState<'move' | 'drop' | null>(null)
  const [reason, setReason] = useState('')
  const end = (done: Promise<void>) => void done.then(onClose)
  return (
    <>
      <Sheet open={asking !== 'move'} onClose={onClose} title={nameOf(step)} pad>
        <div className="col g12">
          {step.goal && <p className="t14 c2">{step.goal}</p>}
          {step.state === 'open' && step.abilities.edit && asking === null && (
            <>
              <Button kind="pri" wide onClick={() => go(recordingOf(step))}>
                {t('calendar.record')}
              </Button>
              <Button wide onClick={() => setAsking('move')}>
                {t('acts.move')}
              </Button>
              <Button wide onClick={() => end(acts.complete(step))}>
                {t('acts.complete')}
              </Button>
              <Button wide onClick={() => setAsking('drop')}>
                {t('acts.drop')}
              </Button>
            </>
          )}
          {asking === 'drop' && (
            <>
              <TextField label={t('calendar.dropReason')} maxLength={300} value={reason} onChange={setReason} />
              <Button wide disabled={!reason.trim()} onClick={() => end(acts.drop(step, reason.trim()))}>
                {t('acts.drop')}
              </Button>
            </>
          )}
          <Button kind="text" wide onClick={() => go(pageOf(step))}>
            {t(step.customer ? 'calendar.customer' : 'calendar.lead')}
          </Button>
        </div>
      </Sheet>
      <DateTimeSheet
        open={asking === 'move'}
        onClose={() => setAsking(null)}
        title={t('acts.move')}
        value={step.at}
        onChange={(at) => end(acts.move(step, at))}
      />
    </>
  )
}
