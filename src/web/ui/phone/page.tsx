import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useBack } from '../../lib/place.ts'

/** Title row of a tab screen: 22 px title, one line below it, things on the right. */
export function TitleBar({ title, subtitle, right }: { title: ReactNode; subtitle?: ReactNode; right?: ReactNode }) {
  return (
    <header className="p-title">
      <div className="grow">
        <h1>{title}</h1>
        {subtitle && <div className="t13 c3 el">{subtitle}</div>}
      </div>
      {right && <div className="row g12">{right}</div>}
    </header>
  )
}

export interface NavBarProps {
  title: ReactNode
  /** Instead of the back arrow, for example 取消. */
  lead?: ReactNode
  onBack?: () => void
  /** Where back goes when there is no history. */
  home?: string
  /** Right side: a button or a link. */
  tail?: ReactNode
}

/** 44 px bar of every screen that is no tab: back, title, one action. Nothing that commits data belongs here. */
export function NavBar({ title, lead, onBack, home, tail }: NavBarProps) {
  const { t } = useTranslation('web')
  const back = useBack(home)
  return (
    <header className="p-nav">
      <button type="button" className="lead" aria-label={lead ? undefined : t('actions.back')} onClick={onBack ?? back}>
        {lead ?? <ChevronLeft size={20} />}
      </button>
      <h1 className="el">{title}</h1>
      {tail ? <div className="tail">{tail}</div> : <span />}
    </header>
  )
}

/** Sticky bar at the bottom for the one button that commits; at most one `btn pri`. */
export function Footer({ children }: { children: ReactNode }) {
  return <footer className="p-foot">{children}</footer>
}
