import type { ScenarioKey, SettingValues } from '../contract.ts'
import { scenarios } from './scenarios.ts'

/** What holds until an administrator changes it. */
export function settingDefaults(scenario: ScenarioKey): Omit<SettingValues, 'company'> {
  const { reportTimes, nightRule, unratedRhythm } = scenarios[scenario]
  return {
    reportTimes,
    calendar: { country: 'CN', restWeekdays: [6, 7], overrides: {} },
    appearance: { upDownColors: 'redUp' },
    followUpRules: {
      backfillDays: 7,
      reasonDays: 30,
      nightRule,
      unratedRhythm,
      checkInMetres: 500,
      coverageDays: 30,
      proofDays: 60,
      remindMinutes: 30,
      escalateAfterDays: 3,
    },
  }
}
