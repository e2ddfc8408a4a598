import { abbreviated } from './abbreviations.ts'
import { isPlace, placeEndingAt, tellingTrades } from './company-words.ts'
import { latinKey } from './latin-names.ts'
import type { Alias, NameIndex } from './name-index.ts'
import { isHan } from './plain.ts'
import { soundDistance, soundKey, syllableOf } from './sounds.ts'
import type { Span } from './types.ts'

/** Where known customers are named in a text. */

export interface Mention extends Span {
  /** Which customer of the index; null when several siblings are called so and nothing tells them apart. */
  customer: number | null
  /** All that may be meant. */
  candidates: readonly number[]
  confidence: number
  /** The words as they stand. */
  text: string
}

/** How surely an abbreviation means its customer. */
const SHORT = 0.75

interface Hit extends Span {
  aliases: Alias[]
  score: number
}

/** Every mention, in order, none within another; of two that overlap the longer one. */
export function mentionsOf(plain: string, index: NameIndex): Mention[] {
  const lower = plain.toLowerCase()
  const found = [...chineseHits(lower, index), ...latinHits(plain, index)].filter((hit) => hit.aliases.length > 0)
  const hits = [...found, ...shortHits(lower, index, found)].sort(
    (a, b) => b.end - b.start + b.score - (a.end - a.start + a.score) || a.start - b.start,
  )
  const taken: Hit[] = []
  for (const hit of hits) if (!taken.some((other) => other.start < hit.end && hit.start < other.end)) taken.push(hit)
  return taken
    .sort((a, b) => a.start - b.start)
    .map((hit) => settled(hit, plain, index))
    .filter((mention) => mention !== null)
}

function chineseHits(lower: string, index: NameIndex): Hit[] {
  const hits: Hit[] = []
  for (let start = 0; start < lower.length - 1; start++) {
    const first = lower[start] as string
    if (!isHan(first) && !/[a-z0-9]/.test(first)) continue
    if (!index.heads.has(soundKey(lower.slice(start, start + 2)))) continue
    const hit = longestAt(lower, start, index)
    if (hit !== null) hits.push(hit)
  }
  return hits
}

/** Abbreviations, where no name of their length was found. */
function shortHits(lower: string, index: NameIndex, found: readonly Hit[]): Hit[] {
  const isTaken = (start: number, end: number): boolean =>
    found.some((hit) => hit.start < end && start < hit.end && hit.end - hit.start >= end - start)
  return abbreviated(lower, index, isTaken).map(({ start, end, customer }) => ({
    start,
    end,
    aliases: [{ text: lower.slice(start, end), customer, weight: SHORT, isPlace: false }],
    score: SHORT,
  }))
}

function longestAt(lower: string, start: number, index: NameIndex): Hit | null {
  let key = ''
  let best: Hit | null = null
  for (let end = start + 1; end <= Math.min(lower.length, start + index.longest); end++) {
    const char = lower[end - 1] as string
    if (/[\s,。;!?\n、:"“”]/.test(char)) break
    key += soundKey(char)
    if (end - start < 2) continue
    const text = lower.slice(start, end)
    const exact = index.aliases.get(text)
    const found = exact ?? heard(text, index.sounds.get(key) ?? [])
    if (found.length === 0) continue
    const fitting = found.filter((alias) => fits(alias, lower, start, end, index))
    if (fitting.length === 0) continue
    // 仁吉谈… is 仁吉, not 仁济堂: what is written beats what sounds, unless a single character is off.
    if (exact === undefined && best?.score === 1 && soundDistance(text, (fitting[0] as Alias).text) > 1) continue
    const score = exact === undefined ? 0.75 - soundDistance(text, (fitting[0] as Alias).text) / (4 * text.length) : 1
    best = { start, end, aliases: fitting, score }
  }
  return best
}

/** Of the names that sound alike, those near enough, and of them the nearest. */
function heard(text: string, sounding: readonly Alias[]): Alias[] {
  const near = sounding.filter((alias) => isNear(text, alias))
  if (near.length === 0) return []
  const least = Math.min(...near.map((alias) => soundDistance(text, alias.text)))
  return near.filter((alias) => soundDistance(text, alias.text) === least)
}

function isNear(text: string, { text: name, weight }: Alias): boolean {
  if (text.length !== name.length || weight < 0.7) return false
  let [same, alike] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    if (text[i] === name[i]) same++
    else if (syllableOf(text[i] as string) === syllableOf(name[i] as string)) alike++
  }
  const other = text.length - same - alike
  if (text.length === 2) return same === 1 && alike === 1
  if (text.length === 3) return (same >= 1 && other === 0) || same === 2 || alike === 3
  return same >= 2 && other <= Math.floor(text.length / 3)
}

/** Whether the words around do not speak of another company: 苏州恒达, 恒达贸易. */
function fits(alias: Alias, lower: string, start: number, end: number, index: NameIndex): boolean {
  const { anatomy } = index.customers[alias.customer] as NameIndex['customers'][number]
  const own = anatomy.whole + (anatomy.branch ?? '')
  const place = placeEndingAt(lower, start)
  if (
    place !== '' &&
    !own.includes(place) &&
    anatomy.places.length > 0 &&
    !/[从到往来回离]$/.test(lower.slice(0, start - place.length))
  )
    return false
  const tail = anatomy.trades.join('') + anatomy.house
  if (alias.weight >= 0.96) return true
  for (const length of [4, 3, 2]) {
    const word = lower.slice(end, end + length)
    if (word.length === length && tellingTrades.has(word)) return tail.includes(word) || tail.includes(word.slice(0, 2))
  }
  // 恒达(bare) before 隆: part of a sibling's longer own name, which is looked up by itself.
  return true
}

const maxTokens = 5

function latinHits(plain: string, index: NameIndex): Hit[] {
  if (index.latin.size === 0) return []
  const tokens = [...plain.matchAll(/[A-Za-zÀ-ÖØ-öø-ÿ0-9][A-Za-zÀ-ÖØ-öø-ÿ0-9'’]*/g)].map((hit) => ({
    start: hit.index,
    end: hit.index + hit[0].length,
    key: latinKey(hit[0]),
  }))
  const hits: Hit[] = []
  for (const [i, token] of tokens.entries()) {
    let key = ''
    for (let n = 0; n < maxTokens; n++) {
      const next = tokens[i + n]
      if (next === undefined) break
      const before = tokens[i + n - 1]
      if (n > 0 && before !== undefined && !/^[\s&.,'+-]{0,4}$/.test(plain.slice(before.end, next.start))) break
      key += next.key
      const chinese = plain.slice(next.end, next.end + 4).trimStart()
      for (const length of [2, 3]) {
        const word = chinese.slice(0, length)
        const at = plain.indexOf(word, next.end)
        const both = isHan(word[0]) ? (index.latin.get(key + word) ?? index.aliases.get(key + word)) : undefined
        if (both) hits.push({ start: token.start, end: at + word.length, aliases: [...both], score: 1 })
      }
      const found = index.latin.get(key)
      if (found) hits.push({ start: token.start, end: next.end, aliases: [...found], score: 1 })
    }
  }
  return hits
}

const standsBefore = /[的去到在跟和与给给见找访系回往从了过是说约问对向被把让请陪帮午早晚上天日号点电信家个那这]$/

/** Decides between siblings of one name by what else the text says; null when the words are no customer at all. */
function settled(hit: Hit, plain: string, index: NameIndex): Mention | null {
  const text = plain.slice(hit.start, hit.end)
  const ids = [...new Set(hit.aliases.map((alias) => alias.customer))]
  const weight = Math.max(...hit.aliases.map((alias) => alias.weight))
  const strong = [
    ...new Set(hit.aliases.filter((alias) => alias.weight >= weight - 0.08).map((alias) => alias.customer)),
  ]
  const told = strong.length > 1 ? toldApart(strong, hit, plain, index) : strong
  // Weak names (a part of the own name, a kind of house) count only where they mean one customer.
  if (weight < 0.7 && ids.length > 1) return null
  // Herr Tanaka is a person, not the house that bears the name.
  if (
    weight <= 0.75 &&
    /^\s?(?:先生|小姐|女士|桑|总(?![办部公经监工])|经理|さん)/.test(plain.slice(hit.end, hit.end + 4))
  )
    return null
  // Half a name, or one that is only heard, stands at the head of something: 今天下午 names no 湘行天下.
  const isFaint = weight < 0.65 || (hit.score < 1 && text.length === 2)
  if (isFaint && isHan(plain[hit.start - 1]) && !standsBefore.test(plain.slice(0, hit.start))) return null
  // A place alone means no house of it; it only shows that another one may be meant.
  if (hit.aliases.every((alias) => alias.isPlace)) return null
  const [only] = told
  const isSure = told.length === 1 && only !== undefined
  return {
    start: hit.start,
    end: hit.end,
    text,
    candidates: isSure ? [only] : strong,
    customer: isSure ? only : null,
    confidence: isSure ? Math.min(weight, hit.score) : 0,
  }
}

function toldApart(ids: readonly number[], hit: Hit, plain: string, index: NameIndex): number[] {
  const around = plain.slice(Math.max(0, hit.start - 12), hit.start) + plain.slice(hit.end, hit.end + 40)
  const points = ids.map((id) => {
    const { places, branch, trades, house } = (index.customers[id] as NameIndex['customers'][number]).anatomy
    const said = hit.aliases.some((alias) => alias.customer === id) ? plain.slice(hit.start, hit.end) : ''
    const marks = [...places, ...(branch === null ? [] : [branch]), ...trades, house].filter(
      (word) => word.length >= 2 && !said.includes(word),
    )
    return marks.filter((word) => around.includes(word) || (isPlace(word) && plain.includes(word))).length
  })
  const most = Math.max(...points)
  return most === 0 ? [...ids] : ids.filter((_, i) => points[i] === most)
}
