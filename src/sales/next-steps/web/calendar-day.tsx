import { useDraggable, useDroppable } from '@dnd-kit/core'
import { useTranslation } from 'react-i18next'
import { formatDay, formatTime, today } from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { Avatar } from '../../../web/ui/marks.tsx'
import type { Span } from './calendar-span.ts'
import { nameOf, type Step } from './steps.ts'

const SHOWN_IN_MONTH = 3

/** One day of the calendar: what is planned, in the order of time; what does not fit is one tap away. */
export function DayCell({
  day,
  span,
  faint,
  steps,
  showOwner,
  onOpen,
  onMore,
}: {
  day: string
  span: Span
  faint: boolean
  steps: Step[]
  showOwner: boolean
  onOpen: (step: Step) => void
  onMore: () => void
}) {
  const { t } = useTranslation('next-steps')
  const { setNodeRef, isOver } = useDroppable({ id: day, disabled: day < today() })
  const shown = span === 'week' ? steps : steps.slice(0, SHOWN_IN_MONTH)
  const name = [day === today() && 'now', faint && 'faint', isOver && 'on'].filter(Boolean).join(' ')
  return (
    <div ref={setNodeRef} className={`cal-day ${name}`}>
      <div className="row sb t12 c3">
        <span className={day === today() ? 'm cp' : undefined}>{formatDay(day)}</span>
        {steps.length > 0 && <span>{steps.length}</span>}
      </div>
      {shown.map((step) => (
        <StepCard key={step.id} step={step} showOwner={showOwner} onOpen={() => onOpen(step)} />
      ))}
      {steps.length > shown.length && (
        <button type="button" className="t12 cp" onClick={onMore}>
          {t('calendar.more', { count: steps.length - shown.length })}
        </button>
      )}
    </div>
  )
}

function StepCard({ step, showOwner, onOpen }: { step: Step; showOwner: boolean; onOpen: () => void }) {
  const action = useOptions('nextStepAction')
  const isOpen = step.state === 'open'
  const { setNodeRef, listeners, attributes, transform, isDragging } = useDraggable({
    id: step.id,
    data: { step },
    disabled: !isOpen || !step.abilities.edit,
  })
  const late = isOpen && step.localDay < today()
  return (
    <button
      type="button"
      ref={setNodeRef}
      {...attributes}
      {...listeners}
      className={`cal-step ${late ? 'late' : ''} ${isOpen ? '' : 'done'}`}
      style={transform ? { transform: `translate(${transform.x}px, ${transform.y}px)`, zIndex: 2 } : undefined}
      aria-grabbed={isDragging}
      onClick={onOpen}
    >
      <span className="row g6">
        <span className={late ? 'cwarn nw' : 'c3 nw'}>{formatTime(step.at)}</span>
        <span className="m el grow">{nameOf(step)}</span>
        {showOwner && step.owner && <Avatar id={step.owner.id} name={step.owner.name} />}
      </span>
      <span className="c2 el">{step.goal || action.word(step.action)}</span>
    </button>
  )
}
