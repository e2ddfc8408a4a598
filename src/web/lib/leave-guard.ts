import { useBlocker } from '@tanstack/react-router'
import { useUnsaved } from './drafts.ts'

export interface LeaveGuard {
  /** True while somebody tries to leave with unsaved changes; show a question. */
  asking: boolean
  leave: () => void
  stay: () => void
}

/** Stops in-app navigation and tab closing while `dirty`. */
export function useLeaveGuard(dirty: boolean): LeaveGuard {
  useUnsaved(dirty)
  const blocker = useBlocker({ shouldBlockFn: () => dirty, withResolver: true, enableBeforeUnload: false })
  return {
    asking: blocker.status === 'blocked',
    leave: () => blocker.status === 'blocked' && blocker.proceed(),
    stay: () => blocker.status === 'blocked' && blocker.reset(),
  }
}
