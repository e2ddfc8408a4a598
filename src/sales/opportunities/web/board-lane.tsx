import { useDraggable, useDroppable } from '@dnd-kit/core'
import { CalendarCheck, Clock, ClockAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { daysBetween, localDay } from '../../../platform/time.ts'
import { formatAmountShort, formatDay, formatPercent, timeZone, today } from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo } from '../../../web/lib/place.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { Avatar } from '../../../web/ui/marks.tsx'
import type { Closing } from './closing.tsx'
import type { Opportunity } from './opportunity.ts'
import './board.css'

/** One stage with its first cards. */
export interface Column {
  stage: string | null
  count: number
  amounts?: { currency: string; amount: number }[]
  items: Opportunity[]
  nextCursor: string | null
}
/** A stage; cards are dropped on it. */
export function Lane({ column }: { column: Column }) {
  const { t } = useTranslation('opportunities')
  const go = useGo()
  const stage = useOptions('stage')
  const { setNodeRef, isOver } = useDroppable({ id: `stage:${column.stage}` })
  const name = column.stage ? stage.word(column.stage) : t('noStage')
  return (
    <section className={`kcol ${isOver ? 'over' : ''}`} ref={setNodeRef} aria-label={name}>
      <div className="kh row sb g8">
        <span className="el">
          <b>{name}</b> <span className="c3 t13">{column.count}</span>
        </span>
        <b className="nw t13">{sumOf([column])}</b>
      </div>
      {column.items.map((deal) => (
        <Card key={deal.id} deal={deal} />
      ))}
      {column.count === 0 && <div className="slot" />}
      {column.nextCursor && (
        <Button
          size="sm"
          kind="text"
          wide
          onClick={() =>
            go(
              `/opportunities?view=open&where=${encodeURIComponent(JSON.stringify([{ field: 'stage', op: 'in', value: [column.stage] }]))}`,
            )
          }
        >
          {t('moreHere', { count: column.count - column.items.length })}
        </Button>
      )}
    </section>
  )
}

/** A card that can be dragged. */
function Card({ deal }: { deal: Opportunity }) {
  const go = useGo()
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({
    id: deal.id,
    data: { deal },
    disabled: !deal.abilities.edit,
  })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the name inside is the button; Space lifts the card
    // biome-ignore lint/a11y/useKeyWithClickEvents: the name inside is the button; Space lifts the card
    <div
      ref={setNodeRef}
      className={`kc ${isDragging ? 'gone' : ''}`}
      {...listeners}
      {...attributes}
      onClick={() => go(`/opportunities/${deal.id}`)}
    >
      <CardBody deal={deal} />
    </div>
  )
}

/** What stands on a card. */
export function CardBody({ deal }: { deal: Opportunity }): ReactNode {
  const { t } = useTranslation('opportunities')
  const stage = useOptions('stage')
  const days = deal.stageEnteredAt ? daysBetween(localDay(deal.stageEnteredAt, timeZone()), today()) : null
  const most = (stage.find(deal.stage) as { maxDays?: number | null } | undefined)?.maxDays
  const stuck = days !== null && !!most && days > most
  const late = !!deal.expectedSignOn && deal.expectedSignOn < today()
  return (
    <>
      <div className="m el">{deal.customer?.name ?? deal.name}</div>
      {deal.customer && <div className="t13 c2 el">{deal.name}</div>}
      <div className="row g8 t13" style={{ marginTop: 4 }}>
        <b className="grow">{deal.amount == null ? '' : formatAmountShort(deal.amount, deal.currency)}</b>
        {deal.expectedSignOn && (
          <span className={`row g4 ${late ? 'cwarn' : 'c2'}`} title={t('fields.expectedSignOn')}>
            <CalendarCheck size={14} />
            {formatDay(deal.expectedSignOn).split(' ')[0]}
          </span>
        )}
        {days !== null && (
          <span className={`row g4 ${stuck ? 'cwarn' : 'c2'}`} title={t('inStage')}>
            {stuck ? <ClockAlert size={14} /> : <Clock size={14} />}
            {t('days', { count: days })}
          </span>
        )}
      </div>
      {stuck && (
        <div className="fl">
          <ClockAlert size={14} />
          {t('stuck', { count: days - most })}
        </div>
      )}
      <div className="kf row sb g8 t12">
        <span className="c2 el">
          {deal.probability == null ? '' : t('probabilityIs', { value: formatPercent(deal.probability / 100) })}
        </span>
        {deal.owner && (
          <span title={deal.owner.name}>
            <Avatar id={deal.owner.id} name={deal.owner.name} />
          </span>
        )}
      </div>
    </>
  )
}

/** A bar that ends a deal when a card is dropped on it. */
export function Drop({ id, icon: Icon, title, text }: { id: Closing; icon: LucideIcon; title: string; text: string }) {
  const { setNodeRef, isOver } = useDroppable({ id })
  return (
    <div ref={setNodeRef} className={`dz ${isOver ? 'on' : ''}`}>
      <Icon size={18} />
      <b>{title}</b>
      <span>{text}</span>
    </div>
  )
}

/** The amounts of columns in words, by currency. */
export function sumOf(columns: Column[]): string {
  const totals = new Map<string, number>()
  for (const { currency, amount } of columns.flatMap((column) => column.amounts ?? []))
    totals.set(currency, (totals.get(currency) ?? 0) + amount)
  return [...totals].map(([currency, amount]) => formatAmountShort(amount, currency)).join(' + ')
}
