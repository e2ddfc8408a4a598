// Who may import whom: the rules of docs/architecture.md. Tiers and slices are read from src/app/modules.ts, so that list
// alone is the law. src/app/architecture.test.ts plants one violation per rule.
const { readFileSync } = require('node:fs')
const { join } = require('node:path')

const source = readFileSync(join(__dirname, 'src/app/modules.ts'), 'utf8')
const modules = [...source.matchAll(/^\s+'([a-z]+\/[a-z-]+)',/gm)].map(([, name]) => name)
const tiers = [...new Set(modules.map((name) => name.split('/')[0]))]
if (tiers.length < 2) throw new Error('no slices found in src/app/modules.ts')

const SLICE = `^src/(${tiers.join('|')})/([^/]+)/`
const TEST = '([.]test[.]tsx?$|/testing)'
const WEB = '(^src/web/|^src/app/pages/|^src/[^/]+/[^/]+/web/)'
const CONTRACT = '^src/[^/]+/[^/]+/contract[.]ts$'
const RECORD = '^src/[^/]+/[^/]+/record[.]ts$'
const ROUTES = '/routes([.]ts$|/)'
const DOORS = [CONTRACT, RECORD, '/service[.]ts$', '/web/parts[.]tsx$']
const PURE_PLATFORM = '^src/platform/(time|money|text|id|schema|event|actor|pinyin|company-name|places)[.]ts$'
const PURE = [CONTRACT, RECORD, '/rules([.]ts$|/)', PURE_PLATFORM, 'node_modules/zod/']
const RULE_LIBRARIES = 'node_modules/(chinese-days|pinyin-pro)/'
const SQL = 'node_modules/(pg|@types/pg|sql-template-tag)/'
const REACT = 'node_modules/(react|react-dom|@types/react|@types/react-dom|antd|@tanstack)/'

const no = (name, from, to) => ({ name, severity: 'error', from, to })

/** platform ← tiers in order ← app */
const tierRules = ['platform', ...tiers].map((tier, index) =>
  no(
    'tiers-point-down',
    { path: `^src/${tier}/`, pathNot: TEST },
    { path: `^src/(${[...tiers.slice(index), 'app'].join('|')})/` },
  ),
)

/** Within a tier a slice knows only the slices listed above it. */
const orderRules = modules.flatMap((slice, index) => {
  const below = modules.slice(index + 1).filter((other) => other.split('/')[0] === slice.split('/')[0])
  if (below.length === 0) return []
  return [no('slice-order', { path: `^src/${slice}/`, pathNot: TEST }, { path: `^src/(${below.join('|')})/` })]
})

module.exports = {
  forbidden: [
    ...tierRules,
    ...orderRules,
    no('slice-doors', { path: SLICE, pathNot: [TEST, ROUTES] }, { path: SLICE, pathNot: ['^src/$1/$2/', ...DOORS] }),
    // The record kit gives its routes to the routes of other slices only.
    no(
      'slice-doors',
      { path: `${SLICE}routes([.]ts$|/)`, pathNot: TEST },
      { path: SLICE, pathNot: ['^src/$1/$2/', ...DOORS, '^src/base/records/routes[.]ts$'] },
    ),
    no(
      'listed-slices-only',
      { path: '^src/' },
      { path: `^src/(${tiers.join('|')})/`, pathNot: `^src/(${modules.join('|')})/` },
    ),
    no('sql-only-in-stores', { path: '^src/', pathNot: ['/store([.]ts$|/)', '^src/platform/', TEST] }, { path: SQL }),
    no('rules-are-pure', { path: '/rules([.]ts$|/)', pathNot: TEST }, { pathNot: [...PURE, RULE_LIBRARIES] }),
    no('contracts-are-pure', { path: CONTRACT }, { pathNot: [CONTRACT, RECORD, PURE_PLATFORM, 'node_modules/zod/'] }),
    no('records-are-pure', { path: RECORD }, { pathNot: PURE }),
    no('browser-sees-contracts-and-rules', { path: WEB, pathNot: TEST }, { path: '^src/', pathNot: [WEB, ...PURE] }),
    no('browser-has-no-node', { path: WEB, pathNot: TEST }, { dependencyTypes: ['core'] }),
    no('server-never-imports-browser', { path: '^src/', pathNot: [WEB, TEST] }, { path: [WEB, REACT] }),
    no('ui-kit-knows-no-noun', { path: '^src/web/(ui|lib)/', pathNot: TEST }, { path: [SLICE, '^src/app/'] }),
    no('no-cycles', {}, { circular: true }),
    no('no-unresolvable', {}, { couldNotResolve: true }),
    no(
      'no-orphans',
      {
        orphan: true,
        pathNot: ['[.](test|d)[.]tsx?$', '^src/platform/testing/', '^src/app/modules[.]ts$', '^src/web/sw[.]ts$'],
      },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, 'tsconfig.web.json') },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
