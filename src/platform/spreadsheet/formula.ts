/** Characters with which Excel, WPS and their East Asian versions begin a formula or a command. */
const formulaStart = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠|]|^[\t\r\n\0]/

/** Text that a spreadsheet program will show and not run: a leading apostrophe before anything formula-like; NUL is dropped. */
export function escapeFormula(text: string): string {
  const clean = text.replaceAll('\0', '')
  return formulaStart.test(text) ? `'${clean}` : clean
}

/** Undoes `escapeFormula`, so that a downloaded file can be corrected and read again. */
export function unescapeFormula(text: string): string {
  return text.startsWith("'") && formulaStart.test(text.slice(1)) ? text.slice(1) : text
}
