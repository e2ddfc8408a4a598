import type { IntentOption, LossReasonOption, Option, StageOption, Words } from '../contract.ts'

/** Built-in options about intent, the sales process and money. */

export const enterpriseIntent: readonly IntentOption[] = [
  {
    key: 'A',
    zh: 'A',
    en: 'A',
    rhythm: 5,
    hint: { zh: '3 个月内，预算、决策人已确认', en: 'Within 3 months, budget and decision maker confirmed' },
  },
  { key: 'B', zh: 'B', en: 'B', rhythm: 10, hint: { zh: '半年内', en: 'Within half a year' } },
  { key: 'C', zh: 'C', en: 'C', rhythm: 20, hint: { zh: '一年内', en: 'Within a year' } },
  { key: 'D', zh: 'D', en: 'D', rhythm: 60, hint: { zh: '更远', en: 'Later' } },
  { key: 'E', zh: 'E', en: 'E', rhythm: null, hint: { zh: '无需求', en: 'No need' } },
]

export const growthIntent: readonly IntentOption[] = [
  { key: 'A', zh: 'A', en: 'A', rhythm: 1, hint: { zh: '7 天内', en: 'Within 7 days' } },
  { key: 'B', zh: 'B', en: 'B', rhythm: 3, hint: { zh: '30 天内', en: 'Within 30 days' } },
  { key: 'C', zh: 'C', en: 'C', rhythm: 7, hint: { zh: '90 天内', en: 'Within 90 days' } },
  { key: 'D', zh: 'D', en: 'D', rhythm: 30, hint: { zh: '更远', en: 'Later' } },
  { key: 'E', zh: 'E', en: 'E', rhythm: null, hint: { zh: '无需求', en: 'No need' } },
]

function open(
  key: string,
  zh: string,
  en: string,
  probability: number,
  maxDays: number,
  entry: Words,
  requires: readonly string[] = [],
): StageOption {
  return { key, zh, en, probability, state: 'open', maxDays, entry, requires }
}

const ends: readonly StageOption[] = [
  {
    key: 'won',
    zh: '赢单',
    en: 'Won',
    probability: 100,
    state: 'won',
    maxDays: null,
    entry: null,
    requires: ['amount'],
    tone: 'success',
  },
  {
    key: 'lost',
    zh: '输单',
    en: 'Lost',
    probability: 0,
    state: 'lost',
    maxDays: null,
    entry: null,
    requires: ['lossReason'],
    tone: 'neutral',
  },
]

export const enterpriseStages: readonly StageOption[] = [
  open('contact', '初步接洽', 'First contact', 5, 30, { zh: '联系上对口的人', en: 'Reached somebody in charge' }),
  open('needs', '需求确认', 'Needs confirmed', 20, 30, {
    zh: '客户说清了要解决的问题',
    en: 'The customer named the problem to solve',
  }),
  open('solution', '方案/技术交流', 'Solution', 35, 45, {
    zh: '已给出方案或做过技术交流',
    en: 'Proposal given or technical talk held',
  }),
  open('sample', '送样/测试', 'Sample or test', 50, 60, {
    zh: '客户收到样品或开始测试',
    en: 'Sample delivered or test begun',
  }),
  open('quote', '报价', 'Quote', 60, 30, { zh: '已报出正式价格', en: 'A formal price was given' }, [
    'amount',
    'expectedSignOn',
  ]),
  open(
    'negotiation',
    '商务谈判',
    'Negotiation',
    75,
    45,
    { zh: '在谈价格、账期或条款', en: 'Price, terms or clauses are discussed' },
    ['amount', 'expectedSignOn'],
  ),
  open(
    'contract',
    '合同用印',
    'Contract',
    90,
    30,
    { zh: '条款已定，走合同流程', en: 'Terms agreed, contract being signed' },
    ['amount', 'expectedSignOn'],
  ),
  ...ends,
]

export const projectStages: readonly StageOption[] = [
  open('initiated', '立项', 'Initiated', 5, 90, { zh: '项目已立项', en: 'The project is approved' }),
  open('shortlisted', '入围', 'Shortlisted', 20, 60, { zh: '进入供应商名单', en: 'On the list of suppliers' }),
  open(
    'bidding',
    '写标/交流',
    'Bid writing',
    35,
    45,
    { zh: '拿到招标文件或参数', en: 'Tender papers or parameters in hand' },
    ['amount'],
  ),
  open('bidSubmitted', '投标', 'Bid handed in', 50, 30, { zh: '已递交投标文件', en: 'The bid is handed in' }, [
    'amount',
    'expectedSignOn',
  ]),
  open('awarded', '中标公示', 'Awarded', 90, 30, { zh: '公示结果为我方', en: 'Announced as winner' }, [
    'amount',
    'expectedSignOn',
  ]),
  ...ends,
]

export const foreignTradeStages: readonly StageOption[] = [
  open('inquiry', '询盘', 'Inquiry', 5, 14, { zh: '收到有产品和数量的询盘', en: 'Inquiry with product and quantity' }),
  open(
    'quotePi',
    '报价/PI',
    'Quote or PI',
    25,
    21,
    { zh: '已发报价或形式发票', en: 'Quote or proforma invoice sent' },
    ['amount'],
  ),
  open('sample', '样品', 'Sample', 45, 45, { zh: '样品已寄出', en: 'Sample shipped' }, ['amount']),
  open('audit', '验厂/谈价', 'Audit and price', 65, 45, { zh: '在验厂或谈价', en: 'Factory audit or price talk' }, [
    'amount',
    'expectedSignOn',
  ]),
  open('deposit', '定金', 'Deposit', 90, 30, { zh: '等定金或信用证', en: 'Waiting for deposit or L/C' }, [
    'amount',
    'expectedSignOn',
  ]),
  ...ends,
]

export const growthStages: readonly StageOption[] = [
  open('connected', '接通', 'Connected', 10, 14, { zh: '联系上并愿意了解', en: 'Reached and willing to listen' }),
  open('demo', '演示', 'Demo', 35, 14, { zh: '看过演示', en: 'Has seen the demo' }),
  open('quote', '报价', 'Quote', 60, 14, { zh: '已报价', en: 'Price given' }, ['amount']),
  open('signing', '签约中', 'Signing', 85, 14, { zh: '在走合同或付款', en: 'Contract or payment under way' }, [
    'amount',
    'expectedSignOn',
  ]),
  ...ends,
]

export const budgetStatus: readonly Option[] = [
  { key: 'notPlanned', zh: '未立项', en: 'Not planned' },
  { key: 'planned', zh: '已立项', en: 'Planned' },
  { key: 'approved', zh: '已批', en: 'Approved' },
  { key: 'available', zh: '已到位', en: 'Available' },
]

export const purchaseMethod: readonly Option[] = [
  { key: 'comparison', zh: '比价', en: 'Price comparison' },
  { key: 'tender', zh: '招标', en: 'Tender' },
  { key: 'singleSource', zh: '单一来源', en: 'Single source' },
  { key: 'framework', zh: '框架', en: 'Framework' },
]

export const lossReason: readonly LossReasonOption[] = [
  { key: 'commercial', zh: '商务', en: 'Commercial' },
  { key: 'priceTooHigh', zh: '价格过高', en: 'Price too high', parent: 'commercial', asksCompetitor: true },
  { key: 'paymentTerms', zh: '账期不符', en: 'Payment terms', parent: 'commercial' },
  { key: 'rebatePolicy', zh: '返点/政策不够', en: 'Rebate or policy', parent: 'commercial', asksCompetitor: true },
  { key: 'moqMismatch', zh: '起订量不符', en: 'Minimum order', parent: 'commercial' },
  { key: 'product', zh: '产品', en: 'Product' },
  { key: 'specMismatch', zh: '参数不满足', en: 'Specification not met', parent: 'product', asksCompetitor: true },
  { key: 'sampleFailed', zh: '样品/测试不合格', en: 'Sample or test failed', parent: 'product' },
  { key: 'certificationMissing', zh: '资质认证不符', en: 'Certificate missing', parent: 'product' },
  { key: 'deliveryTooLate', zh: '交期不满足', en: 'Delivery too late', parent: 'product', asksCompetitor: true },
  { key: 'featureMissing', zh: '功能缺失', en: 'Feature missing', parent: 'product', asksCompetitor: true },
  { key: 'relationship', zh: '关系', en: 'Relationship' },
  { key: 'decisionMakerNotReached', zh: '决策人未触达', en: 'Decision maker not reached', parent: 'relationship' },
  {
    key: 'competitorCloser',
    zh: '竞品关系更深',
    en: 'Competitor is closer',
    parent: 'relationship',
    asksCompetitor: true,
  },
  { key: 'predetermined', zh: '内定/陪标', en: 'Predetermined', parent: 'relationship', asksCompetitor: true },
  {
    key: 'incumbentRenewed',
    zh: '原供应商续约',
    en: 'Old supplier renewed',
    parent: 'relationship',
    asksCompetitor: true,
  },
  { key: 'ours', zh: '我方', en: 'Ours' },
  { key: 'slowResponse', zh: '响应慢', en: 'Slow response', parent: 'ours' },
  { key: 'needsUnclear', zh: '需求没摸清', en: 'Needs not understood', parent: 'ours' },
  { key: 'slowQuote', zh: '报价慢', en: 'Slow quote', parent: 'ours' },
  { key: 'afterSalesComplaint', zh: '售后投诉', en: 'After-sales complaint', parent: 'ours' },
  { key: 'customer', zh: '客户', en: 'Customer' },
  { key: 'budgetCancelled', zh: '预算取消', en: 'Budget cancelled', parent: 'customer' },
  { key: 'projectDelayed', zh: '项目延期', en: 'Project delayed', parent: 'customer' },
  { key: 'decisionMakerChanged', zh: '决策人变动', en: 'Decision maker changed', parent: 'customer' },
  { key: 'madeInHouse', zh: '自做', en: 'Made in house', parent: 'customer' },
  { key: 'lostContact', zh: '失联', en: 'Lost contact', parent: 'customer' },
]

export const paymentMethod: readonly Option[] = [
  { key: 'bankTransfer', zh: '银行转账', en: 'Bank transfer' },
  { key: 'acceptance', zh: '承兑汇票', en: 'Acceptance bill' },
  { key: 'check', zh: '支票', en: 'Cheque' },
  { key: 'cash', zh: '现金', en: 'Cash' },
  { key: 'wechatPay', zh: '微信支付', en: 'WeChat Pay' },
  { key: 'alipay', zh: '支付宝', en: 'Alipay' },
  { key: 'telegraphicTransfer', zh: '电汇 T/T', en: 'T/T' },
  { key: 'letterOfCredit', zh: '信用证 L/C', en: 'Letter of credit' },
  { key: 'other', zh: '其他', en: 'Other' },
]
