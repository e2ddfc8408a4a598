import i18next, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/** Names of languages in themselves, never translated. */
export const languageNames: Record<Language, string> = { 'zh-CN': '简体中文', en: 'English' }

const key = 'tandem.language'
const files = import.meta.glob<Record<string, unknown>>('../../../locales/*/*.json', { import: 'default' })

const backend: BackendModule = {
  type: 'backend',
  init: () => {},
  read: (language, namespace, done) => {
    const load = files[`../../../locales/${language}/${namespace}.json`]
    if (!load) return done(new Error(`no words for ${language}/${namespace}`), false)
    load().then(
      (words) => done(null, words),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), true),
    )
  },
}

const isLanguage = (text: string | null): text is Language => languages.includes(text as Language)

/** The stored language, else the browser's, else Chinese. */
export function startLanguage(): Language {
  const stored = localStorage.getItem(key)
  if (isLanguage(stored)) return stored
  return navigator.languages.some((each) => each.toLowerCase().startsWith('zh')) || !navigator.languages.length
    ? 'zh-CN'
    : 'en'
}

/** The language shown now. */
export function language(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'zh-CN'
}

/** A moment in the middle of an English sentence, `{{when, inside}}`: last follow-up yesterday 16:10. */
const inside = (text: string): string =>
  text.replace(/^(Today|Tomorrow|Yesterday|Just now)\b/, (word) => word.toLowerCase())

/** Loads only the current language; each namespace (= slice) arrives with the first screen that names it in `useTranslation`. */
export async function startI18n(): Promise<void> {
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: startLanguage(),
      fallbackLng: false,
      load: 'currentOnly',
      ns: ['web', 'shell'],
      defaultNS: 'web',
      interpolation: { escapeValue: false },
      returnNull: false,
      react: { useSuspense: true },
    })
  i18next.services.formatter?.add('inside', (value) => inside(String(value)))
  document.documentElement.lang = language()
}

/** Shows another language; screens draw again with the new words. */
export async function showLanguage(next: Language): Promise<void> {
  await i18next.changeLanguage(next)
  document.documentElement.lang = next
}

/** Whether somebody chose the language on this device; until then it follows the account. */
export const isLanguageChosen = (): boolean => localStorage.getItem(key) !== null

/** Switches the language on this device for good. */
export async function chooseLanguage(next: Language): Promise<void> {
  localStorage.setItem(key, next)
  await showLanguage(next)
}
