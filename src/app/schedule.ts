/** Every recurring job: which sweep looks at the `due` table, and how often. */
export const schedule = [
  { sweep: 'reports.due', everySeconds: 30 },
  { sweep: 'metrics.check', everySeconds: 300 },
  { sweep: 'next-steps.due', everySeconds: 60 },
] as const
