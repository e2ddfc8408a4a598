import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

export interface ToastOptions {
  tone?: 'bad'
  /** Shows 撤销 for 8 s. */
  onUndo?: () => void
  action?: { label: string; run: () => void }
}

interface Shown extends ToastOptions {
  id: number
  text: string
}

let shown: Shown[] = []
let count = 0
const listeners = new Set<() => void>()

function change(next: Shown[]): void {
  shown = next
  for (const listener of listeners) listener()
}

const close = (id: number): void => change(shown.filter((each) => each.id !== id))

/** Says a background result, or that something was done and can be undone. Errors of a form belong beside the form instead. */
export function toast(text: string, options: ToastOptions = {}): void {
  count += 1
  const id = count
  change([...shown.slice(-2), { ...options, id, text }])
  setTimeout(() => close(id), options.onUndo || options.action ? 8000 : 4000)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Where toasts appear; once per entry, the shells have it. */
export function Toasts() {
  const { t } = useTranslation('web')
  const list = useSyncExternalStore(subscribe, () => shown)
  const press = (each: Shown, run?: () => void) => () => {
    close(each.id)
    run?.()
  }
  return (
    <div className="toasts" role="status" aria-live="polite">
      {list.map((each) => (
        <div key={each.id} className={`toast ${each.tone ?? ''}`}>
          <span>{each.text}</span>
          {each.action && (
            <button type="button" onClick={press(each, each.action.run)}>
              {each.action.label}
            </button>
          )}
          {each.onUndo && (
            <button type="button" onClick={press(each, each.onUndo)}>
              {t('actions.undo')}
            </button>
          )}
        </div>
      ))}
    </div>
  )
}
