import { type ReactNode, useRef } from 'react'
import type { Tint } from './heard.ts'

/**
 * A text field in which recognised words are tinted. The same words stand once more, unseen but for their tint, right behind the
 * field; so the field keeps the keyboard, dictation and selection of the device.
 */
export function TintedWords({
  value,
  tints,
  onChange,
  placeholder,
  label,
}: {
  value: string
  tints: readonly Tint[]
  onChange: (text: string) => void
  placeholder: string
  label: string
}) {
  const behind = useRef<HTMLDivElement>(null)
  return (
    <div className="tinted">
      <div className="tinted-back capture-words" ref={behind} aria-hidden>
        {marked(value, tints)}
      </div>
      <textarea
        id="capture-words"
        className="capture-words"
        rows={4}
        maxLength={20_000}
        value={value}
        placeholder={placeholder}
        aria-label={label}
        onChange={(event) => onChange(event.target.value)}
        onScroll={(event) => {
          if (behind.current) behind.current.scrollTop = event.currentTarget.scrollTop
        }}
      />
    </div>
  )
}

function marked(text: string, tints: readonly Tint[]): ReactNode[] {
  const parts: ReactNode[] = []
  let at = 0
  for (const { start, end, warn } of tints) {
    if (start < at || end > text.length) continue
    parts.push(
      text.slice(at, start),
      <mark key={start} className={warn ? 'w' : ''}>
        {text.slice(start, end)}
      </mark>,
    )
    at = end
  }
  // A line break at the very end takes a line in the field only when something follows it.
  parts.push(`${text.slice(at)}\u200B`)
  return parts
}
