import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppError } from '../../platform/errors.ts'
import { projectRoot } from '../../platform/root.ts'

/** The sentence for a refusal in both languages, from the words that the browser has. */
export function wordsOf(error: AppError): string {
  const reason = error.details.errors?.[0]?.reason ?? error.reason
  const params = error.details.errors?.[0]?.params ?? error.details.params ?? {}
  const sentences = ['zh-CN', 'en'].flatMap((language) => sentenceOf(language, reason, params) ?? [])
  return sentences.length > 0 ? sentences.join(' / ') : `${error.code}: ${reason}`
}

function sentenceOf(language: string, reason: string, params: Record<string, unknown>): string | undefined {
  const [slice = '', ...rest] = reason.split('.')
  const path = join(projectRoot, 'locales', language, `${slice}.json`)
  if (!existsSync(path)) return undefined
  const words = JSON.parse(readFileSync(path, 'utf8')) as { reasons?: Record<string, string> }
  return words.reasons?.[rest.join('.')]?.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''))
}

export function isEmail(login: string): boolean {
  return login.includes('@')
}
