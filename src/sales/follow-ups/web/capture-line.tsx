import type { ReactNode } from 'react'

/** One field of the grid: its word on the left. */
export function Line({
  label,
  required,
  error,
  htmlFor,
  children,
}: {
  label: string
  required?: boolean
  error?: string
  /** Id of the input, where there is one. */
  htmlFor?: string
  children: ReactNode
}) {
  return (
    <div className="cap-line">
      <label className="cap-label" htmlFor={htmlFor}>
        {label}
        {required && <span className="cbad"> *</span>}
      </label>
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
