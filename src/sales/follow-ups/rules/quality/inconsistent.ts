import type { Chosen, Finding, Written } from './types.ts'

/** 前后矛盾: the words say one thing and what was chosen beside them another. Only plain contradictions count; doubt is no finding. */

interface Contradiction {
  /** Ends the key of the wording: `inconsistent.<reason>`. */
  reason: string
  /** The choices that the words contradict. */
  of: (chosen: Chosen) => boolean
  /** Words that do so. */
  words: RegExp
  /** What takes the contradiction away wherever it stands. */
  unless?: RegExp
}

const refusal =
  /不(?:再)?考虑(?:我们|这块|合作|了)|没(?:有)?(?:需求|兴趣|意向)(?!变)|没戏|不感兴趣|不需要(?:我们|了)|不(?:再)?合作了?|(?<!自己)不做了|不要了|拒绝(?:了)?(?:我们|合作|见面)|(?:项目|单子|订单|采购|合作)(?:黄了|没了|取消了|终止了)|取消了(?:项目|订单|合作|采购)|(?:已经?|都)(?:选|签|定|买|用)(?:了|给了?)(?:别家|别人|其他|另一家|他家)|定了别家|别再(?:打|来|联系)|not interested|no longer interested|went with (?:another|a competitor)|cancelled the (?:project|order)/iu
const success =
  /(?<!没|未|等|准备|跟.{1,8})签(?:了|下了?|好了?)(?:合同|单|协议)|合同(?:已经?)?签(?:了|好)|下单了|下了(?:订)?单|(?:定金|订金|首付款?|预付款?)(?:已经?)?(?:到账|付了|打了|收到)|我们中标|signed the contract|placed (?:the|an) order|paid the deposit/iu
const byPhone =
  /电话(?:里|中|沟通|联系|回访|聊|说|问)|打了?(?:个|一个|通)?电话|电联|致电|来电|通了(?:个)?电话|(?:phoned|called) (?:him|her|them)|by phone|on the phone/iu
/** Anything that may mean being there. */
const there =
  /拜访|上门|走访|登门|现场|当面|面谈|见|面|去|到|来|跑|坐|厂|店|办公室|工地|参观|考察|会议|开会|visit|met|office|site/iu
const inPerson =
  /(?<!(?:准备|打算|计划|想|要|约|明天|后天|下周.?|再|去|安排).{0,4})(?:拜访了|走访了|登门拜访了|上门(?:拜访|看|谈|聊)了)|去了(?:一趟)?(?:他们|客户)(?:公司|厂里?|店里?|办公室|那里|那边)|当面(?:聊|谈|沟通|说)了|见了面|visited (?:him|her|them|the)|met (?:him|her|them) (?:at|in)/iu
const answered =
  /(?<!门卫|前台|保安|秘书|助理|同事|家人|司机)(?:他|她|对方|客户|[总工姐哥]|经理|主任|老板)(?:表示|答应|同意|要求|提出|确认|反馈|希望|说(?!他|她|人|老|领).{0,6}(?:价|预算|下周|考虑|可以|不行|需要))/u
const unreached: ReadonlySet<string> = new Set(['noAnswer', 'refused', 'invalidNumber', 'nobodyThere'])
const turned = /(?:之前|原来|原本|本来|上次|一开始|以前|前两次).{0,16}(?:现在|这次|今天|后来|但|不过)/u

const contradictions: readonly Contradiction[] = [
  { reason: 'intentHigh', of: ({ intent }) => /^[AB]$/.test(intent ?? ''), words: refusal, unless: turned },
  {
    reason: 'intentLow',
    of: ({ intent }) => /^[DE]$/.test(intent ?? ''),
    words: success,
    unless: /别家|对手|竞品|友商/u,
  },
  { reason: 'methodPhone', of: ({ method }) => method === 'visit', words: byPhone, unless: there },
  { reason: 'methodVisit', of: ({ method }) => method === 'phone', words: inPerson, unless: byPhone },
  { reason: 'resultReached', of: ({ result }) => unreached.has(result ?? ''), words: answered, unless: turned },
]

export function inconsistent(written: Written): Finding | null {
  const { chosen, summary } = written
  if (chosen === undefined) return null
  for (const { reason, of, words, unless } of contradictions) {
    if (!of(chosen) || unless?.test(summary)) continue
    const found = words.exec(summary)
    if (found) return finding(reason, found, { chosen: chosen.intent ?? '' })
  }
  return stageUnreached(chosen) ?? amountDiffers(chosen, summary)
}

function finding(reason: string, { 0: words, index }: RegExpExecArray, params?: Finding['params']): Finding {
  const place = { field: 'summary', start: index, end: index + words.length, words } as const
  return { check: 'inconsistent', reason: `inconsistent.${reason}`, ...place, ...(params && { params }) }
}

/** The deal went on though nobody was reached. */
function stageUnreached({ stage, result }: Chosen): Finding | null {
  if (stage === null || !unreached.has(result ?? '')) return null
  return { check: 'inconsistent', reason: 'inconsistent.stageUnreached', field: null, start: 0, end: 0, words: '' }
}

const TEN_THOUSAND = 10_000
const sums = /(?<![\d.])(\d+(?:\.\d+)?)\s?万(?!元?\/|台|套|件|个|人|吨)/gu
/** Before a sum: it is that of the deal. */
const ofTheDeal = /(?:报价|报了|合同额?|合同金额|合同价|签了?|总价|金额|订单|成交)[^\d，,。；;]{0,4}$/u

/** The only sum of the words is another one than the chosen. */
function amountDiffers({ amount }: Chosen, summary: string): Finding | null {
  const [only, another] = [...summary.matchAll(sums)]
  if (amount === null || only === undefined || another || !ofTheDeal.test(summary.slice(0, only.index))) return null
  const said = Number(only[1])
  if (Math.abs(said * TEN_THOUSAND - amount) <= amount / 100) return null
  return finding('amountDiffers', only, { said, chosen: amount / TEN_THOUSAND })
}
