import { X } from 'lucide-react'
import { type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'

export interface SheetProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  children: ReactNode
  /** Sticky bar at its bottom, usually one button. */
  footer?: ReactNode
  /** Always nearly full height, for searches. */
  tall?: boolean
  /** 16 px padding for free content; rows bring their own. */
  pad?: boolean
}

const focusable = 'a[href], button:not([disabled]), input:not([disabled]), textarea, select, [tabindex="0"]'

/** Bottom sheet. Closes by ✕, Escape, the scrim, dragging down and the browser's Back; keeps the focus inside. */
export function Sheet(props: SheetProps) {
  return props.open ? createPortal(<OpenSheet {...props} />, document.querySelector('.ph') ?? document.body) : null
}

/** Marks of the open sheets, the upper ones last: only the topmost hears Back. */
const marks: string[] = []
/** Steps back that closed sheets take by themselves; they close nothing. */
let leaving = 0

/** Back closes the sheet: one history entry is added while it is open, and taken away when it closes otherwise. */
function useBackCloses(onClose: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const mark = `sheet-${Math.random().toString(36).slice(2)}`
    const back = (event: PopStateEvent): void => {
      if (leaving > 0 || marks.at(-1) !== mark) return
      event.stopImmediatePropagation()
      close.current()
    }
    // Not through the router: the address stays the same and nothing is to be loaded.
    // Not at once: strict mode mounts twice, and only the second mount may leave its entry.
    const timer = setTimeout(() => {
      marks.push(mark)
      History.prototype.pushState.call(window.history, { ...(window.history.state as object | null), sheet: mark }, '')
      window.addEventListener('popstate', back, { capture: true })
    })
    return () => {
      clearTimeout(timer)
      if (marks.includes(mark)) marks.splice(marks.indexOf(mark), 1)
      window.removeEventListener('popstate', back, { capture: true })
      if ((window.history.state as { sheet?: string } | null)?.sheet !== mark) return
      leaving += 1
      const arrived = (event: PopStateEvent): void => {
        leaving -= 1
        event.stopImmediatePropagation()
      }
      window.addEventListener('popstate', arrived, { capture: true, once: true })
      window.history.back()
    }
  }, [])
}

function OpenSheet({ onClose, title, children, footer, tall, pad }: SheetProps) {
  const { t } = useTranslation('web')
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const from = useRef<number | undefined>(undefined)
  const [moved, setMoved] = useState(0)
  const dismiss = useRef(onClose)
  dismiss.current = onClose
  useBackCloses(onClose)

  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    const scroll = document.body.style.overflow
    document.body.style.overflow = 'hidden'
    if (!box.current?.contains(document.activeElement)) box.current?.focus()
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && [...document.querySelectorAll('.p-sheet')].at(-1) === box.current) dismiss.current()
      if (event.key === 'Tab') keepInside(event, box.current)
    }
    document.addEventListener('keydown', press)
    return () => {
      document.removeEventListener('keydown', press)
      document.body.style.overflow = scroll
      before?.focus?.()
    }
  }, [])

  const drag = (event: PointerEvent): void => {
    if (from.current === undefined) return
    setMoved(Math.max(0, event.clientY - from.current))
  }
  const drop = (): void => {
    from.current = undefined
    if (moved > 96) onClose()
    setMoved(0)
  }
  return (
    <>
      <div className="p-scrim" onClick={onClose} aria-hidden="true" />
      <div
        ref={box}
        role="dialog"
        aria-modal="true"
        aria-labelledby={id}
        tabIndex={-1}
        className={tall ? 'p-sheet tall' : 'p-sheet'}
        style={moved ? { transform: `translateY(${moved}px)` } : undefined}
      >
        <div
          onPointerDown={(event) => {
            if ((event.target as HTMLElement).closest('button')) return
            from.current = event.clientY
            event.currentTarget.setPointerCapture(event.pointerId)
          }}
          onPointerMove={drag}
          onPointerUp={drop}
          onPointerCancel={drop}
        >
          <div className="grab" />
          <div className="head">
            <h2 id={id} className="el">
              {title}
            </h2>
            <button type="button" className="p-go" aria-label={t('actions.close')} onClick={onClose}>
              <X size={20} className="c3" />
            </button>
          </div>
        </div>
        <div className={pad ? 'body pad' : 'body'}>{children}</div>
        {footer && <div className="end">{footer}</div>}
      </div>
    </>
  )
}

function keepInside(event: KeyboardEvent, box: HTMLElement | null): void {
  const stops = box
    ? [...box.querySelectorAll<HTMLElement>(focusable)].filter((each) => each.offsetParent !== null)
    : []
  const first = stops[0]
  const last = stops.at(-1)
  if (!first || !last) return
  const active = document.activeElement
  if (event.shiftKey && (active === first || active === box)) {
    event.preventDefault()
    last.focus()
  } else if (!event.shiftKey && active === last) {
    event.preventDefault()
    first.focus()
  }
}
