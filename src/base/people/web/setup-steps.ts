import type { ComponentType } from 'react'

export interface SetupStepProps {
  onNext: () => void
  /** Later steps may be skipped; the company already exists. */
  onSkip: () => void
}

/** A step after the company exists. `key` is worded under `setup.steps` in the words of people. */
export interface SetupStep {
  key: 'import' | 'pick' | 'departments' | 'invite' | 'targets'
  load: () => Promise<{ default: ComponentType<SetupStepProps> }>
}

/** Steps that other slices add after 场景, in order; each fills the left column and calls `onNext` or `onSkip`. */
export const setupSteps: SetupStep[] = [
  { key: 'import', load: () => import('../../../exchange/import-export/web/setup-import.tsx') },
  { key: 'pick', load: () => import('../../../exchange/import-export/web/setup-pick.tsx') },
]
