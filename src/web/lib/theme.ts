import { useSyncExternalStore } from 'react'

export type ThemeChoice = 'auto' | 'light' | 'dark'
export type ThemeMode = 'light' | 'dark'

const key = 'tandem.theme'
const listeners = new Set<() => void>()
const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)')

/** The stored choice; `auto` follows the machine. */
export function themeChoice(): ThemeChoice {
  const stored = localStorage.getItem(key)
  return stored === 'light' || stored === 'dark' ? stored : 'auto'
}

/** What is shown now. */
export function themeMode(): ThemeMode {
  const choice = themeChoice()
  if (choice !== 'auto') return choice
  return systemIsDark.matches ? 'dark' : 'light'
}

/** Writes `data-theme` on the document; called before the first paint. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = themeMode()
}

/** Stores the choice on this device and shows it at once. */
export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(key, choice)
  announce()
}

function announce(): void {
  applyTheme()
  for (const listener of listeners) listener()
}

systemIsDark.addEventListener('change', announce)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The mode shown now; draws again when it changes. */
export function useThemeMode(): ThemeMode {
  return useSyncExternalStore(subscribe, themeMode)
}

/** The choice; draws again when it changes. */
export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, themeChoice)
}
