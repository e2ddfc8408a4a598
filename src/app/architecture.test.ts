import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../platform/root.ts'
import { modules } from './modules.ts'

interface Cruise {
  modules: { source: string }[]
  summary: { violations: { from: string; to: string; rule: { name: string } }[] }
}

const files = readdirSync(join(projectRoot, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1))

/** Runs dependency-cruiser with the project's rules over `src` of a folder. */
function cruise(folder: string): Promise<Cruise> {
  const program = join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const options = [program, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  return new Promise((resolve, reject) => {
    execFile(process.execPath, options, { cwd: folder, maxBuffer: 100_000_000 }, (error, stdout, stderr) => {
      // The exit code is the number of violations; no report at all is a failure.
      if (stdout.startsWith('{')) resolve(JSON.parse(stdout))
      else reject(new Error(stderr || String(error)))
    })
  })
}

describe('who may import whom', () => {
  /** A small sound tree in the shape of the real one. */
  const sound: Record<string, string> = {
    'src/main.ts': `import './app/server.ts'`,
    'src/app/modules.ts': `export const modules = [\n  'base/people',\n  'base/records',\n  'sales/customers',\n  'sales/follow-ups',\n  'insight/reports',\n]`,
    'src/app/server.ts': `import '../sales/follow-ups/routes.ts'\nimport '../insight/reports/service.ts'\nimport '../sales/customers/routes.ts'`,
    'src/app/pages/today.tsx': `import '../../sales/customers/web/parts.tsx'\nimport '../../sales/follow-ups/web/page.tsx'`,
    'src/web/main.tsx': `import '../app/pages/today.tsx'\nimport './ui/button.tsx'`,
    'src/web/ui/button.tsx': `import 'react'`,
    'src/platform/database.ts': `import 'pg'`,
    'src/platform/time.ts': `export const now = 1`,
    'src/base/people/contract.ts': `import 'zod'\nexport type Person = string`,
    'src/base/people/service.ts': `import './contract.ts'`,
    'src/base/records/contract.ts': `import 'zod'`,
    'src/base/records/routes.ts': `import './contract.ts'`,
    'src/sales/customers/record.ts': `import '../../base/records/contract.ts'`,
    'src/sales/customers/contract.ts': `import './record.ts'`,
    'src/sales/customers/store.ts': `import 'sql-template-tag'\nimport '../../platform/database.ts'`,
    'src/sales/customers/rules/owner.ts': `import '../../../platform/time.ts'\nimport '../contract.ts'`,
    'src/sales/customers/service.ts': `import './store.ts'\nimport './rules/owner.ts'\nimport '../../base/people/service.ts'`,
    'src/sales/customers/routes.ts': `import './service.ts'\nimport '../../base/records/routes.ts'`,
    'src/sales/customers/web/parts.tsx': `import '../contract.ts'\nimport '../../../web/ui/button.tsx'`,
    'src/sales/customers/web/page.tsx': `import './parts.tsx'`,
    'src/sales/follow-ups/contract.ts': `import '../customers/contract.ts'`,
    'src/sales/follow-ups/service.ts': `import './contract.ts'\nimport '../customers/service.ts'`,
    'src/sales/follow-ups/routes.ts': `import './service.ts'`,
    'src/sales/follow-ups/web/page.tsx': `import '../contract.ts'\nimport '../../customers/web/parts.tsx'`,
    'src/insight/reports/contract.ts': `import 'zod'\nexport type Report = string`,
    'src/insight/reports/service.ts': `import '../../sales/follow-ups/service.ts'\nimport './contract.ts'`,
  }

  /** [rule, file that breaks it, the line that breaks it, what it reaches] */
  const planted: [rule: string, from: string, line: string, to: RegExp][] = [
    ['tiers-point-down', 'src/platform/up.ts', `import '../base/people/contract.ts'`, /people/],
    [
      'tiers-point-down',
      'src/base/people/service.ts',
      `import type { Report } from '../../insight/reports/contract.ts'`,
      /reports/,
    ],
    ['tiers-point-down', 'src/sales/customers/service.ts', `import '../../app/server.ts'`, /app/],
    ['slice-order', 'src/sales/customers/service.ts', `import '../follow-ups/contract.ts'`, /follow-ups/],
    ['slice-doors', 'src/sales/follow-ups/service.ts', `import '../customers/store.ts'`, /store/],
    ['slice-doors', 'src/sales/follow-ups/service.ts', `import '../../base/records/routes.ts'`, /records.routes/],
    ['slice-doors', 'src/sales/follow-ups/routes.ts', `import '../customers/routes.ts'`, /customers.routes/],
    ['slice-doors', 'src/sales/follow-ups/web/page.tsx', `import '../../customers/web/page.tsx'`, /web.page/],
    ['listed-slices-only', 'src/app/server.ts', `import '../sales/quotes/service.ts'`, /quotes/],
    ['sql-only-in-stores', 'src/sales/follow-ups/service.ts', `import 'sql-template-tag'`, /sql-template-tag/],
    ['sql-only-in-stores', 'src/sales/follow-ups/routes.ts', `import type { Client } from 'pg'`, /pg/],
    ['rules-are-pure', 'src/sales/customers/rules/owner.ts', `import 'node:fs'`, /fs/],
    ['rules-are-pure', 'src/sales/customers/rules/owner.ts', `import '../service.ts'`, /service/],
    ['rules-are-pure', 'src/sales/customers/rules/owner.ts', `import '../../../platform/database.ts'`, /database/],
    ['contracts-are-pure', 'src/sales/follow-ups/contract.ts', `import '../../platform/database.ts'`, /database/],
    ['records-are-pure', 'src/sales/customers/record.ts', `import './store.ts'`, /store/],
    ['browser-sees-contracts-and-rules', 'src/sales/follow-ups/web/page.tsx', `import '../service.ts'`, /service/],
    ['browser-sees-contracts-and-rules', 'src/web/main.tsx', `import '../platform/database.ts'`, /database/],
    ['browser-has-no-node', 'src/sales/follow-ups/web/page.tsx', `import 'node:path'`, /path/],
    ['server-never-imports-browser', 'src/sales/customers/routes.ts', `import './web/parts.tsx'`, /parts/],
    ['server-never-imports-browser', 'src/sales/customers/service.ts', `import 'react'`, /react/],
    ['ui-kit-knows-no-noun', 'src/web/ui/button.tsx', `import '../../sales/customers/contract.ts'`, /customers/],
    ['no-cycles', 'src/platform/round.ts', `import './time.ts'`, /time/],
    ['no-unresolvable', 'src/base/people/service.ts', `import './gone.ts'`, /gone/],
    ['no-orphans', 'src/base/people/store.ts', 'export const alone = 1', /store/],
  ]
  const extra: Record<string, string> = {
    'src/sales/quotes/service.ts': 'export const quotes = 1',
    'src/platform/time.ts': `import './round.ts'`,
  }

  let folder: string
  let clean: Cruise
  let broken: Cruise

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tandem-architecture-'))
    symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'))
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'tsconfig.web.json', 'package.json']) {
      cpSync(join(projectRoot, name), join(folder, name))
    }
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), `${text}\n`)
    }
    for (const [path, text] of Object.entries(sound)) write(path, text)
    clean = await cruise(folder)
    for (const [path, text] of Object.entries(extra)) write(path, text)
    for (const path of new Set(planted.map(([, from]) => from))) {
      const lines = planted.filter(([, from]) => from === path).map(([, , line]) => line)
      write(path, [sound[path] ?? '', ...lines].join('\n'))
    }
    broken = await cruise(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('a sound tree passes', () => {
    expect(clean.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
    expect(clean.modules.length).toBeGreaterThan(Object.keys(sound).length)
  })

  test.each(planted)('%s catches %s: %s', (rule, from, _line, to) => {
    const caught = broken.summary.violations.filter((each) => each.from === from && to.test(each.to))
    expect(caught.map((each) => each.rule.name)).toContain(rule)
  })

  test('every rule has a planted violation', () => {
    const config = readFileSync(join(projectRoot, '.dependency-cruiser.cjs'), 'utf8')
    const rules = new Set([...config.matchAll(/\bno\(\s*'([a-z-]+)'/g)].map(([, name]) => name))
    expect([...new Set(planted.map(([rule]) => rule))].sort()).toEqual([...rules].sort())
  })

  test('the real tree is looked at, whole', async () => {
    const seen = new Set((await cruise(projectRoot)).modules.map((module) => module.source))
    const sources = files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    expect(sources.length).toBeGreaterThan(100)
    expect(sources.filter((file) => !seen.has(file))).toEqual([])
  }, 60_000)
})

describe('names of files', () => {
  const tiers = new Set(modules.map((name) => name.split('/')[0]))
  const inSlices = files.filter((file) => tiers.has(file.split('/')[1] ?? ''))
  const vocabulary =
    /^(record|contract|rules|policy|store|service|routes|jobs|events)\.ts$|^rules\/([a-z0-9-]+\/){0,2}[a-z0-9-]+\.ts$|^(store|service|routes)\/[a-z0-9-]+\.ts$|^web\/[a-z0-9./-]+\.(ts|tsx|css)$/

  test('every slice folder is in the list of slices', () => {
    const folders = new Set(inSlices.map((file) => file.split('/').slice(1, 3).join('/')))
    expect([...folders].filter((name) => !(modules as readonly string[]).includes(name))).toEqual([])
  })

  test('a slice holds only files of the closed vocabulary', () => {
    const odd = inSlices.filter((file) => {
      const name = file.split('/').slice(3).join('/')
      return !/\.test\.tsx?$/.test(name) && !vocabulary.test(name)
    })
    expect(odd).toEqual([])
  })

  test('nothing is named after what it is not', () => {
    const vague =
      /(^|\/)(index|utils?|helpers?|common|managers?|shared|misc|lib)\.[a-z]+$|\/(utils?|helpers?|common|managers?|misc)\//
    expect(files.filter((file) => vague.test(file))).toEqual([])
  })
})

describe('words of the two languages', () => {
  const languages = ['zh-CN', 'en'] as const
  const listOf = (language: string) => readdirSync(join(projectRoot, 'locales', language)).sort()

  /** Key paths with the placeholders of their text; plural forms count as one key, because Chinese has only one. */
  function keysOf(language: string, file: string): Record<string, string> {
    const found: Record<string, string> = {}
    const walk = (value: unknown, path: string) => {
      if (typeof value === 'string') {
        const key = path.replace(/_(zero|one|two|few|many|other)$/, '')
        const holes = [...value.matchAll(/{{-?\s*(\w+)/g)].map(([, name]) => name)
        found[key] = [...new Set([...(found[key]?.split(',').filter(Boolean) ?? []), ...holes])].sort().join(',')
      } else for (const [key, inner] of Object.entries(value as object)) walk(inner, path ? `${path}.${key}` : key)
    }
    walk(JSON.parse(readFileSync(join(projectRoot, 'locales', language, file), 'utf8')), '')
    return found
  }

  test('both languages have the same files', () => {
    expect(listOf('en')).toEqual(listOf('zh-CN'))
  })

  test.each(listOf('zh-CN'))('%s has the same keys and placeholders in both', (file) => {
    const [zh, en] = languages.map((language) => keysOf(language, file))
    expect(Object.keys(en ?? {}).sort()).toEqual(Object.keys(zh ?? {}).sort())
    const plain = (keys: Record<string, string> = {}) =>
      Object.fromEntries(
        Object.entries(keys).map(([key, holes]) => [key, holes.split(',').filter((each) => each !== 'count')]),
      )
    expect(plain(en)).toEqual(plain(zh))
  })

  test.each(languages)('no text of %s is empty', (language) => {
    const empty = listOf(language).flatMap((file) => {
      const text = readFileSync(join(projectRoot, 'locales', language, file), 'utf8')
      return [...text.matchAll(/"([^"]+)": ""/g)].map(([, key]) => `${file}: ${key}`)
    })
    expect(empty).toEqual([])
  })
})
