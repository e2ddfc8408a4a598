import { type LucideIcon, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../fields.tsx'
import { EmptyState } from '../states.tsx'
import { PageHeader } from './page.tsx'
import { RecordList, type RecordListProps } from './record-list.tsx'
import { ViewBar } from './view-bar.tsx'

export interface ListPageProps<T extends { id: string }> extends Omit<RecordListProps<T>, 'label' | 'empty'> {
  title: string
  /** Makes a new record: in the head of the page, and where there is nothing yet; false without the right. */
  create: false | { label: string; onClick: () => void }
  /** Said when there is nothing and nothing narrows the list. */
  empty: { icon: LucideIcon; title: string; text: string }
  /** Drawn instead of the table in views with the layout `board`. */
  board?: ReactNode
}

/** A list screen: title and views in the head, below it the records of the chosen view. */
export function ListPage<T extends { id: string } & Record<string, unknown>>(props: ListPageProps<T>) {
  const { title, create, empty, board, ...list } = props
  const button = create && (
    <Button kind="pri" icon={<Plus size={16} />} onClick={create.onClick}>
      {create.label}
    </Button>
  )
  return (
    <>
      <PageHeader title={title} actions={button}>
        <ViewBar list={list.list} label={title} />
      </PageHeader>
      {board && list.list.layout === 'board' ? (
        board
      ) : (
        <RecordList<T> {...list} label={title} empty={<EmptyState {...empty} actions={button} />} />
      )}
    </>
  )
}
