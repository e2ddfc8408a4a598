import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { FileQuestionMark, Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState, ErrorState, Skeleton } from './ui/states.tsx'

export function NotFound() {
  const { t } = useTranslation('web')
  return (
    <EmptyState
      icon={FileQuestionMark}
      title={t('notFound.title')}
      text={t('notFound.text')}
      actions={
        <Link to="/" className="btn sm pri">
          {t('notFound.home')}
        </Link>
      }
    />
  )
}

/** A screen that others may open. */
export function NoRight() {
  const { t } = useTranslation('web')
  return (
    <EmptyState
      icon={Lock}
      title={t('noRight.title')}
      text={t('noRight.text')}
      actions={
        <Link to="/" className="btn sm pri">
          {t('notFound.home')}
        </Link>
      }
    />
  )
}

/** A screen that failed to load or to draw; the rest of the window stays usable. */
export function ScreenError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = (): void => {
    reset()
    void router.invalidate()
  }
  return <ErrorState error={error} onRetry={retry} />
}

export function Waiting() {
  return <Skeleton rows={8} />
}
