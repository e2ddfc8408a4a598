import type { LucideIcon } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'

export interface TimelineItem {
  id: string
  /** Heading that groups items, already worded: 今天, 3/9 周一. */
  day: string
  icon: LucideIcon
  content: ReactNode
}

/** What happened, newest first, under the day it happened; no scores beside single records. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <div className="tl">
      {items.map((item, index) => (
        <Fragment key={item.id}>
          {item.day !== items[index - 1]?.day && <div className="tl-day">{item.day}</div>}
          <div className="tl-item">
            <span className="tl-icon">
              <item.icon size={12} />
            </span>
            {item.content}
          </div>
        </Fragment>
      ))}
    </div>
  )
}
