/** A person who is named in a text as `@name`. */
export interface Named {
  id: string
  name: string
}

/** What is being typed after an @ that stands at the end of `before` the caret; null when no name is being typed. */
export function nameBegun(before: string): string | null {
  return /(?:^|[\s\p{P}\p{Script=Han}])@([^\s@]{0,20})$/u.exec(before)?.[1] ?? null
}

/** The text with the begun name replaced by the whole one, and where the caret stands then. */
export function withName(text: string, caret: number, name: string): { text: string; caret: number } {
  const begun = nameBegun(text.slice(0, caret)) ?? ''
  const start = text.slice(0, caret - begun.length)
  const head = start.endsWith('@') ? `${start}${name} ` : `${start}@${name} `
  return { text: head + text.slice(caret).replace(/^ /, ''), caret: head.length }
}

/** The picked people who are still named in the text, each once. */
export function namedIn(text: string, picked: readonly Named[]): string[] {
  return [...new Set(picked.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id))]
}

/** The text cut into plain pieces and names, in order. */
export function pieces(text: string, people: readonly Named[]): { text: string; isName: boolean }[] {
  const names = people.map(({ name }) => `@${name}`).filter((name) => name.length > 1)
  const parts: { text: string; isName: boolean }[] = []
  let plain = ''
  for (let at = 0; at < text.length; ) {
    const name = names.filter((each) => text.startsWith(each, at)).sort((a, b) => b.length - a.length)[0]
    if (name === undefined) plain += text[at++]
    else {
      if (plain) parts.push({ text: plain, isName: false })
      parts.push({ text: name, isName: true })
      plain = ''
      at += name.length
    }
  }
  if (plain) parts.push({ text: plain, isName: false })
  return parts
}
