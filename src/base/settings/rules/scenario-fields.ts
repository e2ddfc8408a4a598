import type { FieldAddition } from '../contract.ts'

/** What each scenario adds to the follow-up form. */

export const enterpriseFields: readonly FieldAddition[] = [
  { key: 'buyingSignals', zh: '购买信号', en: 'Buying signals', type: 'multiSelect', optionSet: 'buyingSignal' },
  { key: 'delayingSignals', zh: '拖延信号', en: 'Delaying signals', type: 'multiSelect', optionSet: 'delayingSignal' },
  { key: 'motives', zh: '动机', en: 'Motives', type: 'multiSelect', optionSet: 'motive' },
  { key: 'budgetAmount', zh: '预算金额', en: 'Budget', type: 'money' },
  { key: 'budgetStatus', zh: '预算状态', en: 'Budget status', type: 'select', optionSet: 'budgetStatus' },
  { key: 'decisionProcess', zh: '决策流程', en: 'Decision process', type: 'text' },
  { key: 'proofs', zh: '五证', en: 'Five proofs', type: 'proofs' },
]

export const growthFields: readonly FieldAddition[] = [
  { key: 'callResult', zh: '联系结果', en: 'Call result', type: 'select', optionSet: 'result' },
  { key: 'firstResponseMinutes', zh: '首响（分钟）', en: 'First response (min)', type: 'number' },
]

export const channelFields: readonly FieldAddition[] = [
  { key: 'stock', zh: '库存', en: 'Stock', type: 'number' },
  { key: 'purchase', zh: '进货', en: 'Purchases', type: 'number' },
  { key: 'sellThrough', zh: '动销', en: 'Sell-through', type: 'number' },
  { key: 'priceDiscipline', zh: '价格/窜货', en: 'Price and diversion', type: 'text' },
  { key: 'displayPhotos', zh: '陈列照片', en: 'Display photos', type: 'photos' },
  { key: 'competitorActivity', zh: '竞品', en: 'Competitors', type: 'text' },
  { key: 'policyExecution', zh: '政策执行', en: 'Policy execution', type: 'text' },
  { key: 'nextOrder', zh: '下批订货', en: 'Next order', type: 'text' },
]

export const serviceFields: readonly FieldAddition[] = [
  { key: 'ticket', zh: '工单', en: 'Ticket', type: 'text' },
  {
    key: 'problemType',
    zh: '问题类型',
    en: 'Problem type',
    type: 'select',
    options: [
      { key: 'fault', zh: '故障', en: 'Fault' },
      { key: 'installation', zh: '安装调试', en: 'Installation' },
      { key: 'usage', zh: '使用咨询', en: 'How to use it' },
      { key: 'maintenance', zh: '保养', en: 'Maintenance' },
      { key: 'complaint', zh: '投诉', en: 'Complaint' },
      { key: 'other', zh: '其他', en: 'Other' },
    ],
  },
  {
    key: 'resolution',
    zh: '解决状态',
    en: 'Resolution',
    type: 'select',
    options: [
      { key: 'solved', zh: '已解决', en: 'Solved', tone: 'success' },
      { key: 'inProgress', zh: '处理中', en: 'In progress', tone: 'info' },
      { key: 'unsolved', zh: '未解决', en: 'Not solved', tone: 'warning' },
    ],
  },
  { key: 'satisfaction', zh: '满意度', en: 'Satisfaction', type: 'rating' },
  { key: 'serviceExpiresOn', zh: '服务到期日', en: 'Service expires on', type: 'day' },
  { key: 'upsellLead', zh: '增购线索', en: 'Upsell lead', type: 'text' },
]

export const foreignTradeFields: readonly FieldAddition[] = [
  { key: 'country', zh: '国家/当地时间', en: 'Country and local time', type: 'text' },
  { key: 'currency', zh: '币种', en: 'Currency', type: 'text' },
  {
    key: 'tradeTerms',
    zh: '贸易术语',
    en: 'Trade terms',
    type: 'select',
    options: ['EXW', 'FOB', 'CFR', 'CIF', 'DAP', 'DDP'].map((term) => ({
      key: term.toLowerCase(),
      zh: term,
      en: term,
    })),
  },
  { key: 'moq', zh: 'MOQ', en: 'MOQ', type: 'number' },
  {
    key: 'paymentTerms',
    zh: '付款',
    en: 'Payment',
    type: 'select',
    options: [
      { key: 'tt3070', zh: 'T/T 30/70', en: 'T/T 30/70' },
      { key: 'lc', zh: 'L/C', en: 'L/C' },
      { key: 'oa', zh: 'O/A', en: 'O/A' },
    ],
  },
]

export const projectFields: readonly FieldAddition[] = [
  {
    key: 'parties',
    zh: '多方单位',
    en: 'Parties',
    type: 'multiSelect',
    options: [
      { key: 'client', zh: '甲方', en: 'Client' },
      { key: 'designInstitute', zh: '设计院', en: 'Design institute' },
      { key: 'generalContractor', zh: '总包', en: 'General contractor' },
      { key: 'integrator', zh: '集成商', en: 'Integrator' },
    ],
  },
  { key: 'bidDeadline', zh: '投标截止', en: 'Bid deadline', type: 'day' },
]
