import {
  BellRing,
  BookMarked,
  Building2,
  CalendarDays,
  ChartColumn,
  ChartNoAxesGantt,
  CircleCheckBig,
  Gauge,
  Inbox,
  Landmark,
  LayoutTemplate,
  LibraryBig,
  type LucideIcon,
  MessageSquareText,
  NotebookPen,
  Package,
  ReceiptText,
  ScanSearch,
  Settings,
  Sprout,
  SquareKanban,
  Sun,
  Sunrise,
  Swords,
  Target,
  TriangleAlert,
  Upload,
  Users,
  UsersRound,
  Workflow,
} from 'lucide-react'

export interface NavEntry {
  path: string
  /** Key under `nav` in the shell's words. */
  word: string
  icon: LucideIcon
  /** Which count of `GET /api/notices` style badges it carries. */
  badge?: 'notices'
}

export interface NavGroup {
  /** Key under `groups`; the first group has none. */
  word?: string
  entries: NavEntry[]
}

/** The side navigation in order. An entry appears only when a screen is registered at its path and the person may see it. */
export const navGroups: NavGroup[] = [
  {
    entries: [
      { path: '/', word: 'today', icon: Sun },
      { path: '/notices', word: 'notices', icon: BellRing, badge: 'notices' },
      { path: '/calendar', word: 'calendar', icon: CalendarDays },
      { path: '/tasks', word: 'tasks', icon: CircleCheckBig },
    ],
  },
  {
    word: 'customers',
    entries: [
      { path: '/customers', word: 'customers', icon: Building2 },
      { path: '/contacts', word: 'contacts', icon: UsersRound },
      { path: '/leads', word: 'leads', icon: Sprout },
      { path: '/opportunities', word: 'opportunities', icon: SquareKanban },
      { path: '/follow-ups', word: 'followUps', icon: MessageSquareText },
      { path: '/pool', word: 'pool', icon: Inbox },
      { path: '/contracts', word: 'contracts', icon: ReceiptText },
      { path: '/payments', word: 'payments', icon: Landmark },
      { path: '/products', word: 'products', icon: Package },
    ],
  },
  {
    word: 'reports',
    entries: [
      { path: '/three-questions', word: 'threeQuestions', icon: Gauge },
      { path: '/morning', word: 'morning', icon: Sunrise },
      { path: '/reports/daily', word: 'myReport', icon: NotebookPen },
      { path: '/reports/team', word: 'teamReport', icon: Users },
      { path: '/quadrant', word: 'quadrant', icon: ScanSearch },
      { path: '/findings', word: 'findings', icon: TriangleAlert },
    ],
  },
  {
    word: 'analysis',
    entries: [
      { path: '/analysis', word: 'analysis', icon: ChartColumn },
      { path: '/targets', word: 'targets', icon: Target },
      { path: '/competitors', word: 'competitors', icon: Swords },
      { path: '/case-reviews', word: 'caseReviews', icon: LibraryBig },
      { path: '/playbook', word: 'playbook', icon: BookMarked },
    ],
  },
  {
    word: 'setup',
    entries: [
      { path: '/designer', word: 'designer', icon: LayoutTemplate },
      { path: '/automation', word: 'automation', icon: Workflow },
      { path: '/import', word: 'import', icon: Upload },
      { path: '/people', word: 'people', icon: UsersRound },
      { path: '/audit', word: 'audit', icon: ChartNoAxesGantt },
      { path: '/settings', word: 'settings', icon: Settings },
    ],
  },
]
