import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMeta } from '../lib/meta.ts'
import { useGo } from '../lib/place.ts'
import { useCan, useMe } from '../lib/session.ts'
import { screens } from '../screens.desktop.ts'
import '../ui/desktop/desktop.css'
import { Logo } from '../ui/marks.tsx'
import { Connection } from './connection.tsx'
import { type NavEntry, navGroups } from './nav.ts'
import { useUnread } from './notices.ts'
import { SearchPalette, useSearchKey } from './search-palette.tsx'
import { UserMenu } from './user-menu.tsx'

function useGroups(): Array<{ word?: string; entries: NavEntry[] }> {
  const { permissions } = useMe()
  const open = (entry: NavEntry): boolean => {
    const screen = screens.find((each) => each.path === entry.path)
    return screen !== undefined && (!screen.can || (permissions[screen.can] ?? 'none') !== 'none')
  }
  return navGroups
    .map((group) => ({ ...group, entries: group.entries.filter(open) }))
    .filter((group) => group.entries.length > 0)
}

/** N opens 记跟进, for the customer on the screen if there is one; never while somebody types or a dialog is open. */
function useRecordKey(pathname: string): void {
  const go = useGo()
  const may = useCan('followUps.create')
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement
      if (event.key !== 'n' || event.ctrlKey || event.metaKey || event.altKey || !may || pathname === '/follow-ups/new')
        return
      if (
        target.isContentEditable ||
        /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
        document.querySelector('.ant-modal-wrap, .ant-drawer-open, dialog[open]')
      )
        return
      event.preventDefault()
      const [, kind, id] = /^\/(customer|lead)s\/([^/]+)/.exec(pathname) ?? []
      go(kind ? `/follow-ups/new?${kind}=${id}` : '/follow-ups/new')
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [pathname, may, go])
}

/** Side navigation, search and the screen. Below 1200 px the side shrinks to icons. */
export function DesktopShell() {
  const { t } = useTranslation('shell')
  const [searching, setSearching] = useState(false)
  useSearchKey(() => setSearching(true))
  // Asked for at once: the first form or list needs it.
  useMeta()
  const groups = useGroups()
  const { pathname } = useLocation()
  useRecordKey(pathname)
  const current = groups
    .flatMap((group) => group.entries)
    .filter((entry) => entry.path === pathname || (entry.path !== '/' && pathname.startsWith(`${entry.path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0]
  return (
    <div className="app">
      <aside className="side">
        <Link to="/" className="brand" aria-label={t('home')}>
          <Logo size={24} words />
        </Link>
        <button type="button" className="find" onClick={() => setSearching(true)}>
          <Search size={14} />
          <span className="grow el">{t('search.open')}</span>
          <span className="kbd">Ctrl K</span>
        </button>
        <nav aria-label={t('navigation')}>
          {groups.map((group) => (
            <div key={group.word ?? 'first'}>
              {group.word && <div className="navg">{t(`groups.${group.word}`)}</div>}
              {group.entries.map((entry) => (
                <Entry key={entry.path} entry={entry} on={entry === current} />
              ))}
            </div>
          ))}
        </nav>
        <UserMenu />
      </aside>
      <main className="main">
        <Outlet />
      </main>
      <SearchPalette open={searching} onClose={() => setSearching(false)} />
      <Connection />
    </div>
  )
}

function Entry({ entry, on }: { entry: NavEntry; on: boolean }) {
  const { t } = useTranslation('shell')
  const unread = useUnread()
  const Icon = entry.icon
  const word = t(`nav.${entry.word}`)
  const count = entry.badge === 'notices' ? unread : 0
  return (
    <Tooltip title={word} placement="right" classNames={{ root: 'side-tip' }}>
      <Link to={entry.path} className={on ? 'nav on' : 'nav'} aria-current={on ? 'page' : undefined}>
        <Icon size={16} />
        <span className="el">{word}</span>
        {count > 0 && <span className="n bad">{count}</span>}
      </Link>
    </Tooltip>
  )
}
