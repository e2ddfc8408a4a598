import type { ComponentType } from 'react'

export interface SetupStepProps {
  onNext: () => void
  /** Later steps may be skipped; the company already exists. */
  onSkip: () => void
}

/** A step of the first run after the company exists. `key` is worded under `setup.steps` in the words of people. */
export interface SetupStep {
  key: 'import' | 'pick' | 'departments' | 'invite' | 'targets'
  load: () => Promise<{ default: ComponentType<SetupStepProps> }>
}
