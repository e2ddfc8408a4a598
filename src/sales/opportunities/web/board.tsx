import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  CalendarCheck,
  CirclePause,
  CircleX,
  Clock,
  ClockAlert,
  type LucideIcon,
  SquareKanban,
  Trophy,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daysBetween, localDay } from '../../../platform/time.ts'
import { api } from '../../../web/lib/api.ts'
import { formatAmountShort, formatDay, formatPercent, timeZone, today } from '../../../web/lib/format.ts'
import type { ListView } from '../../../web/lib/list-view.ts'
import type { FieldMeta } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo } from '../../../web/lib/place.ts'
import { keepRows } from '../../../web/lib/query.ts'
import { errorText } from '../../../web/lib/words.ts'
import { ListTools, NoMatch } from '../../../web/ui/desktop/list-tools.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Avatar } from '../../../web/ui/marks.tsx'
import { EmptyState, Loading, Skeleton } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { type Closing, ClosingDialog } from './closing.tsx'
import { type Opportunity, useRefresh } from './opportunity.ts'
import './board.css'

interface Column {
  stage: string | null
  count: number
  amounts?: { currency: string; amount: number }[]
  items: Opportunity[]
  nextCursor: string | null
}
interface BoardReply {
  columns: Column[]
  held: Column
}

/** Open opportunities by stage; a card is dragged to another stage, or onto the bar that ends it. */
export function Board({ state, fields }: { state: ListView; fields: FieldMeta[] }) {
  const { t } = useTranslation('opportunities')
  const client = useQueryClient()
  const refresh = useRefresh()
  const stage = useOptions('stage')
  const ask = { filter: state.filter, q: state.q || undefined }
  const queryKey = ['opportunities', 'board', ask]
  const query = useQuery({ queryKey, queryFn: () => api.get<BoardReply>('/api/opportunities/board', ask), ...keepRows })
  const [held, setHeld] = useState<Opportunity | null>(null)
  const [closing, setClosing] = useState<{ deal: Opportunity; act: Closing } | null>(null)
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor),
  )
  const move = async (deal: Opportunity, to: string, version: number, undo: boolean) => {
    client.setQueryData<BoardReply>(
      queryKey,
      (now) =>
        now && {
          ...now,
          columns: now.columns.map((column) =>
            column.stage === to
              ? { ...column, items: [{ ...deal, stage: to }, ...column.items.filter((each) => each.id !== deal.id)] }
              : { ...column, items: column.items.filter((each) => each.id !== deal.id) },
          ),
        },
    )
    try {
      const after = await api.patch<Opportunity>(`/api/opportunities/${deal.id}`, { version, stage: to })
      if (undo)
        toast(t('movedTo', { stage: stage.word(to) }), {
          onUndo: () => void move(after, deal.stage ?? '', after.version, false),
        })
    } catch (error) {
      toast(errorText(error), { tone: 'bad' })
    }
    await refresh()
  }
  const drop = ({ over }: DragEndEvent) => {
    const deal = held
    setHeld(null)
    if (!deal || !over) return
    const target = String(over.id)
    if (target === 'win' || target === 'lose' || target === 'hold') setClosing({ deal, act: target })
    else if (target !== `stage:${deal.stage}`) void move(deal, target.slice('stage:'.length), deal.version, true)
  }
  return (
    <>
      <div className="sumbar">
        <ListTools list={state} fields={fields.filter((field) => field.key !== 'stage')} hint={t('searchHint')} />
        {query.data && <Sums columns={query.data.columns} held={query.data.held.count} />}
      </div>
      <Loading query={query} skeleton={<Skeleton rows={6} height={96} />}>
        {({ columns, held: aside }) =>
          columns.every((column) => column.count === 0) && aside.count === 0 ? (
            state.narrowed ? (
              <NoMatch list={state} />
            ) : (
              <EmptyState icon={SquareKanban} title={t('empty')} text={t('emptyText')} />
            )
          ) : (
            <DndContext
              sensors={sensors}
              onDragStart={({ active }) => setHeld((active.data.current?.deal as Opportunity | undefined) ?? null)}
              onDragCancel={() => setHeld(null)}
              onDragEnd={drop}
            >
              <div className="kb">
                {columns.map((column) => (
                  <Lane key={column.stage ?? ''} column={column} />
                ))}
              </div>
              {held && (
                <div className="drops">
                  <Drop id="win" icon={Trophy} title={t('act.win')} text={t('asks.win')} />
                  <Drop id="lose" icon={CircleX} title={t('act.lose')} text={t('asks.lose')} />
                  <Drop id="hold" icon={CirclePause} title={t('act.hold')} text={t('asks.hold')} />
                </div>
              )}
              <DragOverlay>
                {held && (
                  <div className="kc lifted">
                    <CardBody deal={held} />
                  </div>
                )}
              </DragOverlay>
            </DndContext>
          )
        }
      </Loading>
      <ClosingDialog deal={closing?.deal ?? null} act={closing?.act ?? null} onClose={() => setClosing(null)} />
    </>
  )
}

function sumOf(columns: Column[]): string {
  const totals = new Map<string, number>()
  for (const { currency, amount } of columns.flatMap((column) => column.amounts ?? []))
    totals.set(currency, (totals.get(currency) ?? 0) + amount)
  return [...totals].map(([currency, amount]) => formatAmountShort(amount, currency)).join(' + ')
}

function Sums({ columns, held }: { columns: Column[]; held: number }) {
  const { t } = useTranslation('opportunities')
  return (
    <span className="push row g16 t13 c2 nw">
      <span>
        {t('inHand')}{' '}
        <b>
          {[t('count', { count: columns.reduce((sum, column) => sum + column.count, 0) }), sumOf(columns)]
            .filter(Boolean)
            .join(' · ')}
        </b>
      </span>
      {held > 0 && (
        <span>
          {t('state.hold')} <b>{held}</b>
        </span>
      )}
    </span>
  )
}

function Lane({ column }: { column: Column }) {
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

function CardBody({ deal }: { deal: Opportunity }): ReactNode {
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

function Drop({ id, icon: Icon, title, text }: { id: Closing; icon: LucideIcon; title: string; text: string }) {
  const { setNodeRef, isOver } = useDroppable({ id })
  return (
    <div ref={setNodeRef} className={`dz ${isOver ? 'on' : ''}`}>
      <Icon size={18} />
      <b>{title}</b>
      <span>{text}</span>
    </div>
  )
}
