import type { ReactNode } from 'react'

/** One field of the grid: its word on the left. */
export function Line({
  label,
  required,
  error,
  children,
}: {
  label: string
  required?: boolean
  error?: string
  children: ReactNode
}) {
  return (
    <div className="cap-line">
      <span className="cap-label">
        {label}
        {required && <span className="cbad"> *</span>}
      </span>
      <div className="grow" style={{ minWidth: 0 }}>
        {children}
        {error && (
          <div className="t12 cbad" role="alert">
            {error}
          </div>
        )}
      </div>
    </div>
  )
}
