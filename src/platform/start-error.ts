/** A reason why Tandem cannot start that its owner can mend: one short line per language, what to do included. */
export class StartError extends Error {
  readonly zh: string
  readonly en: string

  constructor(zh: string, en: string, cause?: unknown) {
    super(`${zh} / ${en}`, { cause })
    this.name = 'StartError'
    this.zh = zh
    this.en = en
  }
}

/** The one line that is printed: a start error in both languages, anything else as the program's own failure. */
export function startFailureLine(error: unknown): string {
  if (error instanceof StartError) return `${error.zh} / ${error.en}`
  return `启动失败 / Start failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}
