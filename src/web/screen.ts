import type { ComponentType } from 'react'

/** One screen of the app. Its file default-exports the component. */
export interface Screen {
  /** Path with `$name` parameters, `/customers/$id`. */
  path: string
  load: () => Promise<{ default: ComponentType }>
  /** `public` screens need no session and no shell; `bare` ones need a session but fill the window themselves. */
  frame?: 'public' | 'bare'
  /** Permission key without which navigation hides the entry, for example `reports.viewTeam`. */
  can?: string
}
