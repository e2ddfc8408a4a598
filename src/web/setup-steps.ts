import type { SetupStep } from './lib/setup-step.ts'

/** Steps that slices add to the first run after 场景, in order; each fills the left column and calls `onNext` or `onSkip`. */
export const setupSteps: SetupStep[] = [
  { key: 'import', load: () => import('../exchange/import-export/web/setup-import.tsx') },
  { key: 'departments', load: () => import('../base/people/web/setup-departments.tsx') },
  { key: 'invite', load: () => import('../base/people/web/setup-invite.tsx') },
  { key: 'targets', load: () => import('../sales/targets/web/setup-targets.tsx') },
  { key: 'pick', load: () => import('../exchange/import-export/web/setup-pick.tsx') },
]
