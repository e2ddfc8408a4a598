import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { Bell, Building2, Gauge, type LucideIcon, NotebookPen, Plus, Sun, Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useCan, useMe } from '../lib/session.ts'
import { screens } from '../screens.phone.ts'
import '../ui/phone/phone.css'
import { Connection } from './connection.tsx'
import { useUnread } from './notices.ts'

interface Tab {
  path: string
  word: string
  icon: LucideIcon
  /** Another list under the same tab. */
  also?: string
}

const report: Tab = { path: '/reports/daily', word: 'report', icon: NotebookPen }
const team: Tab = { path: '/reports/team', word: 'team', icon: Users }
const customers: Tab = { path: '/customers', word: 'customers', icon: Building2, also: '/leads' }
const add: Tab = { path: '/follow-ups/new', word: 'record', icon: Plus }
const notices: Tab = { path: '/notices', word: 'notices', icon: Bell }
const today: Tab = { path: '/', word: 'today', icon: Sun }
const questions: Tab = { path: '/', word: 'threeQuestions', icon: Gauge }

/** 业务员 今天·客户·＋·日报·消息; 主管 has 团队 for 日报; 老板 三问 for 今天. */
export function useTabs(): Tab[] {
  const { user } = useMe()
  const seesCompany = useCan('reports.viewCompany')
  const first = seesCompany && user.isManager ? questions : today
  return [first, customers, add, user.isManager ? team : report, notices].filter((tab) =>
    screens.some((each) => each.path === tab.path),
  )
}

/** Bottom tabs on the tab screens; every other screen has its own nav bar and fills the window. */
export function PhoneShell() {
  const tabs = useTabs()
  const { pathname } = useLocation()
  const current = tabs.find((each) => each !== add && [each.path, each.also].includes(pathname))
  return (
    <div className={current ? 'ph with-tabs' : 'ph'}>
      <Outlet />
      {current && <Tabs tabs={tabs} current={current} />}
      <Connection />
    </div>
  )
}

function Tabs({ tabs, current }: { tabs: Tab[]; current: Tab }) {
  const { t } = useTranslation('shell')
  const unread = useUnread()
  return (
    <nav className="tabs" aria-label={t('phone.tabs')}>
      {tabs.map((tab) => {
        const Icon = tab.icon
        const on = tab === current
        return (
          <Link key={tab.word} to={tab.path} className={on ? 'tab on' : 'tab'} aria-current={on ? 'page' : undefined}>
            {tab === add ? (
              <span className="plus">
                <Icon size={24} />
              </span>
            ) : (
              <Icon size={22} />
            )}
            <span>{t(`tabs.${tab.word}`)}</span>
            {tab === notices && unread > 0 && <i className="badge">{unread > 99 ? '99+' : unread}</i>}
          </Link>
        )
      })}
    </nav>
  )
}
