import type { Ctx } from './context.ts'
import type { EventType } from './event.ts'

export interface Listener {
  readonly event: string
  /** Runs in the emitter's transaction; an error rolls everything back. */
  readonly hear: (ctx: Ctx, payload: never) => Promise<void>
}

export function on<T>(event: EventType<T>, hear: (ctx: Ctx, payload: T) => Promise<void>): Listener {
  return { event: event.name, hear }
}

let listeners: readonly Listener[] = []

/** Called once at start with every slice's listeners, in the order of modules.ts. */
export function bindListeners(all: readonly Listener[]): void {
  listeners = all
}

/** Tells every in-transaction listener, one after the other, in the order of modules.ts. */
export async function emit<T>(ctx: Ctx, event: EventType<T>, payload: T): Promise<void> {
  for (const listener of listeners) {
    if (listener.event === event.name) await (listener.hear as (ctx: Ctx, payload: T) => Promise<void>)(ctx, payload)
  }
}
