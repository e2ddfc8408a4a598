import { Link } from '@tanstack/react-router'
import { Inbox, type LucideIcon, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../lib/api.ts'
import { errorText } from '../lib/words.ts'

export interface StateProps {
  icon?: LucideIcon
  /** What: one line. */
  title: string
  /** How: one line. */
  text?: string
  /** One primary and one secondary button. */
  actions?: ReactNode
}

/** Nothing yet, nothing left, or no match: say which in `title`. */
export function EmptyState({ icon: Icon = Inbox, title, text, actions }: StateProps) {
  return (
    <div className="state">
      <span className="box">
        <Icon size={20} />
      </span>
      <b>{title}</b>
      {text && <p className="t13 c2">{text}</p>}
      {actions && <span className="acts">{actions}</span>}
    </div>
  )
}

/** What failed (`title`), that data is safe, try again, and the number to copy. */
export function ErrorState({ title, error, onRetry }: { title?: string; error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('web')
  const number = error instanceof ApiError ? error.requestId : undefined
  const isHidden = error instanceof ApiError && (error.status === 403 || error.status === 404)
  return (
    <div className="state" role="alert">
      <span className="box">
        <Unplug size={20} />
      </span>
      <b>{title ?? t('errors.title')}</b>
      <p className="t13 c2">
        {errorText(error)}
        {number && ` · ${t('errors.number', { number: number.slice(-8) })}`}
      </p>
      {isHidden && <p className="t13 c2">{t('errors.whomToAsk')}</p>}
      <span className="acts">
        {isHidden ? (
          <Link to="/" className="btn sm pri">
            {t('notFound.home')}
          </Link>
        ) : (
          onRetry && (
            <button type="button" className="btn sm pri" onClick={onRetry}>
              {t('errors.retry')}
            </button>
          )
        )}
        {number && (
          <button type="button" className="btn sm" onClick={() => void navigator.clipboard?.writeText(number)}>
            {t('errors.copyNumber')}
          </button>
        )}
      </span>
    </div>
  )
}

/** Skeleton rows of the real row height; shows nothing for the first 200 ms. */
export function Skeleton({
  rows = 5,
  height = 44,
  avatar = false,
}: {
  rows?: number
  height?: number
  avatar?: boolean
}) {
  return (
    <div className="late" aria-hidden="true">
      {Array.from({ length: rows }, (_, index) => (
        <div
          key={index}
          className="row g12"
          style={{ height, borderTop: index ? '1px solid var(--c-split)' : undefined, padding: '0 14px' }}
        >
          {avatar && <span className="sk round" style={{ width: 24, height: 24 }} />}
          <span className="sk" style={{ width: '18%', height: 12 }} />
          <span className="sk" style={{ width: '34%', height: 12 }} />
          <span className="grow" />
          <span className="sk" style={{ width: 56, height: 12 }} />
        </div>
      ))}
    </div>
  )
}

/** 2 px bar on top of a `position: relative` box while old data is refreshed. */
export function TopBar({ show }: { show: boolean }) {
  return show ? <span className="top-bar late" aria-hidden="true" /> : null
}

export interface Loaded<T> {
  data: T | undefined
  error: unknown
  isFetching?: boolean
  refetch?: () => unknown
}

/** The three states of one query around its content: skeleton first, error only when there is nothing older to show. */
export function Loading<T>({
  query,
  skeleton,
  title,
  children,
}: {
  query: Loaded<T>
  skeleton?: ReactNode
  title?: string
  children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.error)
    return <ErrorState title={title} error={query.error} onRetry={query.refetch && (() => void query.refetch?.())} />
  return skeleton ?? <Skeleton />
}
