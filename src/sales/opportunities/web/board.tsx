import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CirclePause, CircleX, SquareKanban, Trophy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import type { ListView } from '../../../web/lib/list-view.ts'
import type { FieldMeta } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { keepRows } from '../../../web/lib/query.ts'
import { errorText } from '../../../web/lib/words.ts'
import { ListTools, NoMatch } from '../../../web/ui/desktop/list-tools.tsx'
import { EmptyState, Loading, Skeleton } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { type Closing, ClosingDialog } from './closing.tsx'
import { type Opportunity, useRefresh } from './opportunity.ts'
import './board.css'
import { CardBody, type Column, Drop, Lane, sumOf } from './board-lane.tsx'

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
