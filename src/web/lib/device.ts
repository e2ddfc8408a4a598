import { hasUnsavedWork } from './drafts.ts'

const narrow = '(max-width: 767px)'

/** Whether this window gets the phone app: narrow, or a telephone that was turned on its side. */
export function isPhone(): boolean {
  if (window.matchMedia(narrow).matches) return true
  const shortSide = Math.min(window.screen.width, window.screen.height)
  return shortSide < 600 && window.matchMedia('(pointer: coarse)').matches
}

/** Loads the page again when the window crosses the border between phone and desktop; waits while somebody has unsaved words. */
export function whenScreenKindChanges(startedAsPhone: boolean): void {
  window.matchMedia(narrow).addEventListener('change', () => {
    if (isPhone() !== startedAsPhone && !hasUnsavedWork()) window.location.reload()
  })
}
