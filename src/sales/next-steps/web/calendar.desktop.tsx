import { DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import { CalendarPlus, ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDayLong, today } from '../../../web/lib/format.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { useReach } from '../../../web/lib/session.ts'
import { PageBody, PageHeader } from '../../../web/ui/desktop/page.tsx'
import { Button, Segmented } from '../../../web/ui/fields.tsx'
import { Loading, Skeleton } from '../../../web/ui/states.tsx'
import { DayCell } from './calendar-day.tsx'
import { FeedDialog } from './calendar-feed.tsx'
import { daysShown, type Span, turned } from './calendar-span.ts'
import { StepDialog } from './step-dialog.tsx'
import { byDay, type Step, useStepActs, useSteps, type Whose } from './steps.ts'
import './calendar.css'

/** 日程: next steps by day, of oneself or of the team; a step is dragged to another day to put it off. */
export default function Calendar() {
  const { t } = useTranslation(['next-steps', 'web'])
  const [address, setAddress] = useAddress<{ day: string; span: Span; whose: Whose }>()
  const [feeding, setFeeding] = useState(false)
  const [open, setOpen] = useState<Step | null>(null)
  const hasTeam = useReach('nextSteps.view') !== 'own'
  const day = address.day ?? today()
  const span = address.span ?? 'week'
  const whose = hasTeam ? (address.whose ?? 'mine') : 'mine'
  const days = daysShown(day, span)
  const [from, to] = [days[0] as string, days.at(-1) as string]
  const query = useSteps({ from, to }, whose)
  const acts = useStepActs()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor),
  )
  const drop = ({ active, over }: DragEndEvent) => {
    const step = active.data.current?.['step'] as Step | undefined
    const target = over && String(over.id)
    if (step && target && target !== step.localDay && target >= today()) void acts.moveTo(step, target)
  }
  const turn = (step: 1 | -1) => setAddress({ day: turned(day, span, step) })
  return (
    <>
      <PageHeader
        title={t('calendar.title')}
        actions={
          <Button icon={<CalendarPlus size={16} />} onClick={() => setFeeding(true)}>
            {t('calendar.feed')}
          </Button>
        }
      >
        <div className="row g4">
          <Button
            size="sm"
            kind="text"
            className="icon"
            aria-label={t('calendar.back')}
            icon={<ChevronLeft size={16} />}
            onClick={() => turn(-1)}
          />
          <span className="t13 nw">
            {formatDayLong(from)} – {formatDayLong(to)}
          </span>
          <Button
            size="sm"
            kind="text"
            className="icon"
            aria-label={t('calendar.next')}
            icon={<ChevronRight size={16} />}
            onClick={() => turn(1)}
          />
          <Button size="sm" onClick={() => setAddress({ day: undefined })}>
            {t('calendar.today')}
          </Button>
        </div>
        <Segmented<Span>
          small
          label={t('calendar.span')}
          value={span}
          onChange={(next) => setAddress({ span: next })}
          choices={(['week', 'month'] as const).map((value) => ({ value, label: t(`calendar.${value}`) }))}
        />
        {hasTeam && (
          <Segmented<Whose>
            small
            label={t('calendar.whose')}
            value={whose}
            onChange={(next) => setAddress({ whose: next })}
            choices={(['mine', 'team'] as const).map((value) => ({ value, label: t(`calendar.${value}`) }))}
          />
        )}
      </PageHeader>
      <PageBody>
        <Loading query={query} skeleton={<Skeleton rows={6} height={96} />}>
          {({ items, isCut }) => {
            const steps = byDay(items)
            return (
              <DndContext sensors={sensors} onDragEnd={drop}>
                {isCut && <div className="ban info">{t('calendar.cut', { count: items.length })}</div>}
                <section className={`cal ${span}`} aria-label={t('calendar.title')}>
                  {days.map((each) => (
                    <DayCell
                      key={each}
                      day={each}
                      span={span}
                      faint={span === 'month' && each.slice(0, 7) !== day.slice(0, 7)}
                      steps={steps.get(each) ?? []}
                      showOwner={whose === 'team'}
                      onOpen={setOpen}
                      onMore={() => setAddress({ day: each, span: undefined })}
                    />
                  ))}
                </section>
              </DndContext>
            )
          }}
        </Loading>
      </PageBody>
      <StepDialog step={open} onClose={() => setOpen(null)} />
      <FeedDialog open={feeding} onClose={() => setFeeding(false)} />
    </>
  )
}
