import type { ColumnGuess, ImportTarget, SheetRow } from '../contract.ts'
import { currencyOf, unitOf } from './amounts.ts'
import { lineOf } from './cells.ts'
import { type Draft, dayTargets, fits, fromValues, moneyTargets } from './column-values.ts'
import { dateOrderOf } from './dates.ts'
import type { Header } from './header.ts'
import { type HeaderMatch, matchHeader } from './headers.ts'
import { type Profile, profileOf, type Vocabulary } from './profile.ts'

export interface GuessContext {
  /** Today of the person who imports. */
  reference: string
  vocabulary: Vocabulary
}

/** Columns of which a row may have several; all others keep their best one. */
const several = new Set<ImportTarget>([
  'customer.notes',
  'contact.phone',
  'followUp.text',
  'contact.notes',
  'opportunity.product',
  'ignore',
])
/** Headers that say little by themselves. */
const vague =
  /^(?:情况|日期|时间|名称|反馈|需求|类型|类别|分类|性质|进展|状态|阶段|说明|其他|其它|项目|产品|计划|部门|name|type|status|stage|value|position|role)$/i

/**
 * Guesses what each column of a sheet is from its header and from its first values (give about 200 data rows). What is not
 * clear stays undecided with its candidates: a wrong guess costs more than a question.
 */
export function guessColumns(header: Header, rows: readonly SheetRow[], context: GuessContext): ColumnGuess[] {
  const columns = header.columns.map(({ index, label }) => {
    const cells = rows.map((row) => row.cells[index] ?? null)
    const profile = profileOf(cells, context.vocabulary, context.reference)
    const match = header.rows.length > 0 ? matchHeader(label) : null
    return { index, label, cells, profile, draft: match ? fromHeader(label, match, profile) : fromValues(profile) }
  })
  const drafts = columns.map(({ draft }) => draft)
  useNeighbours(columns)
  keepBest(drafts)
  const groups = groupsOf(drafts)
  return columns.map(({ index, label, cells, profile, draft }, i) => {
    const money = draft.target !== null && moneyTargets.has(draft.target)
    const unit = money ? unitOf(label) : 1
    return {
      index,
      header: label,
      target: draft.target,
      group: groups[i] ?? 0,
      unit,
      currency: money ? currencyOf(label.replace(/[(（]?单位[:：]?/g, '')) : null,
      dateOrder:
        draft.target && (dayTargets.has(draft.target) || draft.target === 'followUp.text')
          ? dateOrderOf(cells.map(lineOf))
          : null,
      confidence: unit !== 1 && draft.confidence === 'sure' ? 'look' : draft.confidence,
      candidates: draft.target === null ? draft.candidates : [],
      samples: profile.samples,
    }
  })
}

function fromHeader(label: string, match: HeaderMatch, profile: Profile): Draft {
  const undecided = (candidates: ImportTarget[]): Draft => ({
    target: null,
    confidence: 'undecided',
    candidates,
    score: 0,
  })
  if (match.targets[0] === 'ignore') return { target: 'ignore', confidence: 'sure', candidates: [], score: 1 }
  if (/备注\s*[2-9]|notes?\s*[2-9]/i.test(label)) {
    return undecided([
      ...(profile.options.source > 0.2 || profile.samples.some((text) => /介绍|推荐|展会|推广/.test(text))
        ? (['customer.source'] as const)
        : []),
      'customer.notes',
      'ignore',
    ])
  }
  // Letters and heights grade intent as well as importance unless the header says which.
  if (
    match.targets.some((target) => target === 'customer.level') &&
    profile.grade + profile.height > 0.5 &&
    profile.options.level < 0.95
  ) {
    return undecided(['customer.intent', 'customer.level'])
  }
  const fitting = match.targets.filter((target) => profile.filled === 0 || fits(target, profile))
  const best = fitting.length > 1 ? mostLikely(fitting, profile) : fitting[0]
  if (best === undefined) {
    const other = fromValues(profile)
    return other.target
      ? { ...other, confidence: 'look', score: 0.5 }
      : undecided([...match.targets, ...other.candidates].slice(0, 4))
  }
  if (best === null) return undecided(fitting)
  const target = best
  const look =
    match.strength === 'part' ||
    vague.test(label.trim()) ||
    /^(?:followUp|opportunity)\./.test(target) ||
    match.targets.length > 1
  return {
    target,
    confidence: look ? 'look' : 'sure',
    candidates: [],
    score:
      (match.strength === 'exact' ? 2 : 1) + (profile.filled > 0 ? 0.5 : 0) + (vague.test(label.trim()) ? -0.4 : 0),
  }
}

/** Among several meanings of a header the one that the values prove; null when they do not. */
function mostLikely(targets: ImportTarget[], profile: Profile): ImportTarget | null {
  const known = targets
    .map((target) => ({
      target,
      share:
        target === 'opportunity.stage'
          ? profile.options.stage
          : (profile.options[target.split('.')[1] as keyof Profile['options']] ?? 0),
    }))
    .sort((a, b) => b.share - a.share)
  if ((known[0]?.share ?? 0) >= 0.5 && (known[0]?.share ?? 0) > (known[1]?.share ?? 0)) return known[0]?.target ?? null
  if (targets.includes('customer.name') && targets.includes('contact.name'))
    return profile.organisation >= profile.person ? 'customer.name' : 'contact.name'
  // Same word for the day a deal is expected and the day it closed: future days decide later, until then it is looked at.
  return null
}

type Column = { label: string; profile: Profile; draft: Draft }

/** Settles what depends on the other columns. */
function useNeighbours(columns: Column[]): void {
  const has = (target: ImportTarget): boolean => columns.some(({ draft }) => draft.target === target)
  for (const { label, draft, profile } of columns) {
    // 客户 over names of people: the company stands elsewhere, or the customers are people.
    if (draft.target === null && draft.candidates.includes('customer.name') && profile.fullName >= 0.6) {
      Object.assign(
        draft,
        has('customer.name')
          ? { target: 'contact.name', confidence: 'look', score: 0.6 }
          : { candidates: ['customer.name', 'contact.name'] },
      )
    }
    if (
      draft.target === null &&
      draft.candidates.includes('followUp.day') &&
      draft.candidates.includes('customer.createdAt') &&
      /日期|时间|date/i.test(label)
    ) {
      const target: ImportTarget = has('followUp.text') && !has('followUp.day') ? 'followUp.day' : 'customer.createdAt'
      if (!has(target)) Object.assign(draft, { target, confidence: 'look', score: 0.8 })
    }
    if (
      draft.target === null &&
      draft.candidates.includes('opportunity.closedDay') &&
      draft.candidates.includes('opportunity.expectedSignDay') &&
      has('opportunity.stage')
    ) {
      Object.assign(draft, { target: 'opportunity.closedDay', confidence: 'look', score: 0.8 })
    }
    // A telephone next to a column of company telephones belongs to the person, and the other way round.
    if (draft.target === 'contact.phone' && !has('contact.name') && draft.score >= 2) draft.confidence = 'look'
  }
}

/** Leaves each single-valued target to the column that fits it best; the others become questions. */
function keepBest(drafts: Draft[]): void {
  const best = new Map<ImportTarget, Draft>()
  for (const draft of drafts) {
    const { target } = draft
    if (target === null || several.has(target) || target.startsWith('contact.')) continue
    const other = best.get(target)
    if (!other) {
      best.set(target, draft)
      continue
    }
    const [winner, loser] = draft.score > other.score ? [draft, other] : [other, draft]
    best.set(target, winner)
    Object.assign(loser, { target: null, confidence: 'undecided', candidates: [target, 'customer.notes', 'ignore'] })
  }
}

/** Numbers the contacts of a row: a second 联系人 column begins the second contact, and what follows belongs to it. */
function groupsOf(drafts: readonly Draft[]): number[] {
  let group = 0
  let seen = new Set<ImportTarget>()
  const repeated = drafts.filter(({ target }) => target === 'contact.name').length > 1
  return drafts.map(({ target }) => {
    if (!target?.startsWith('contact.')) return 0
    if (target === 'contact.name' && seen.has('contact.name') && repeated) {
      group++
      seen = new Set()
    }
    seen.add(target)
    return group
  })
}
