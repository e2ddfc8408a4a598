import { useSyncExternalStore } from 'react'

interface Waiter {
  resolve: () => void
  reject: (reason: unknown) => void
  problem: unknown
}

let waiting: Waiter[] = []
const listeners = new Set<() => void>()
const goingOn = new Set<() => void>()

/** Calls `then` each time somebody has signed in again, until the returned function is called. */
export function whenSignedInAgain(then: () => void): () => void {
  goingOn.add(then)
  return () => goingOn.delete(then)
}

function announce(): void {
  for (const listener of listeners) listener()
}

/** Settles when the person has signed in again; rejects with `problem` when they close the dialog. */
export function signedInAgain(problem: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting = [...waiting, { resolve, reject, problem }]
    announce()
  })
}

/** Lets every waiting call go on. */
export function resumeCalls(): void {
  const calls = waiting
  waiting = []
  for (const each of calls) each.resolve()
  announce()
  for (const each of goingOn) each()
}

/** Refuses every waiting call with the 401 it got. */
export function giveUpCalls(): void {
  const calls = waiting
  waiting = []
  for (const each of calls) each.reject(each.problem)
  announce()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether calls are waiting for somebody to sign in. */
export function useSessionExpired(): boolean {
  return useSyncExternalStore(subscribe, () => waiting.length > 0)
}
