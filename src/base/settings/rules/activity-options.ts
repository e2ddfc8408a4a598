import type { DayTypeOption, MethodOption, Option, ResultOption } from '../contract.ts'

/** Built-in options about what was done and said. */

export const method: readonly MethodOption[] = [
  { key: 'visit', zh: '上门拜访', en: 'Visit', class: 'visit' },
  { key: 'customerVisit', zh: '客户来访', en: 'Visit to us', class: 'visit' },
  { key: 'phone', zh: '电话', en: 'Phone', class: 'call' },
  { key: 'wechat', zh: '微信', en: 'WeChat', class: 'message' },
  { key: 'wecom', zh: '企业微信', en: 'WeCom', class: 'message' },
  { key: 'videoMeeting', zh: '视频会议', en: 'Video meeting', class: 'meeting' },
  { key: 'demo', zh: '线上演示', en: 'Online demo', class: 'meeting' },
  { key: 'email', zh: '邮件', en: 'E-mail', class: 'message' },
  { key: 'sms', zh: '短信', en: 'Text message', class: 'message' },
  { key: 'event', zh: '展会/活动', en: 'Fair or event', class: 'event' },
  { key: 'tender', zh: '招投标', en: 'Tender', class: 'other' },
  { key: 'whatsapp', zh: 'WhatsApp', en: 'WhatsApp', class: 'message' },
  { key: 'line', zh: 'LINE', en: 'LINE', class: 'message' },
  { key: 'linkedin', zh: '领英', en: 'LinkedIn', class: 'message' },
  { key: 'other', zh: '其他', en: 'Other', class: 'other' },
]

const everywhere = ['visit', 'call', 'message', 'meeting', 'event', 'other'] as const

export const result: readonly ResultOption[] = [
  { key: 'effective', zh: '有效沟通', en: 'Good talk', reached: true, classes: everywhere, tone: 'success' },
  {
    key: 'appointment',
    zh: '约定再联系',
    en: 'Agreed to talk again',
    reached: true,
    classes: everywhere,
    tone: 'accent',
  },
  {
    key: 'noAnswer',
    zh: '无人接听',
    en: 'No answer',
    reached: false,
    classes: ['call', 'message', 'meeting'],
    tone: 'neutral',
  },
  { key: 'refused', zh: '拒接', en: 'Rejected', reached: false, classes: ['call'], tone: 'neutral' },
  {
    key: 'invalidNumber',
    zh: '空号/停机',
    en: 'Number not in use',
    reached: false,
    classes: ['call', 'message'],
    tone: 'warning',
  },
  { key: 'nobodyThere', zh: '扑空', en: 'Nobody there', reached: false, classes: ['visit'], tone: 'neutral' },
  { key: 'notInterested', zh: '无意向', en: 'Not interested', reached: true, classes: everywhere, tone: 'neutral' },
  { key: 'wrongInfo', zh: '信息错误', en: 'Wrong details', reached: true, classes: everywhere, tone: 'warning' },
]

export const objection: readonly Option[] = [
  { key: 'price', zh: '价格', en: 'Price' },
  { key: 'payment', zh: '账期/付款', en: 'Payment terms', parent: 'price' },
  { key: 'quality', zh: '质量', en: 'Quality' },
  { key: 'feature', zh: '功能', en: 'Features' },
  { key: 'delivery', zh: '交付/周期', en: 'Delivery' },
  { key: 'service', zh: '服务/售后', en: 'Service' },
  { key: 'competitor', zh: '竞品', en: 'Competitor', hint: { zh: '已有供应商', en: 'Has a supplier already' } },
  { key: 'budget', zh: '预算', en: 'Budget' },
  { key: 'authority', zh: '决策流程', en: 'Decision process' },
  { key: 'timing', zh: '时机', en: 'Timing' },
  { key: 'trust', zh: '信任/案例/资质', en: 'Trust and references' },
  { key: 'moq', zh: '起订量', en: 'Minimum order' },
  { key: 'contract', zh: '合同条款', en: 'Contract terms' },
]

export const feedback: readonly Option[] = [
  { key: 'positive', zh: '积极', en: 'Positive', tone: 'success' },
  { key: 'neutral', zh: '一般', en: 'Neutral', tone: 'neutral' },
  { key: 'hesitant', zh: '犹豫', en: 'Hesitant', tone: 'warning' },
  { key: 'negative', zh: '消极', en: 'Negative', tone: 'warning' },
  { key: 'refused', zh: '拒绝', en: 'Refused', tone: 'error' },
]

export const nextStepAction: readonly Option[] = [
  { key: 'call', zh: '电话回访', en: 'Call back' },
  { key: 'visit', zh: '上门拜访', en: 'Visit' },
  { key: 'sendMaterial', zh: '发资料', en: 'Send material' },
  { key: 'demo', zh: '产品演示', en: 'Product demo' },
  { key: 'proposal', zh: '提交方案', en: 'Hand in proposal' },
  { key: 'quote', zh: '报价', en: 'Quote' },
  { key: 'sample', zh: '送样/试用', en: 'Sample or trial' },
  { key: 'negotiate', zh: '商务谈判', en: 'Negotiate' },
  { key: 'sign', zh: '签约', en: 'Sign' },
  { key: 'collect', zh: '催款', en: 'Collect payment' },
  { key: 'other', zh: '其他', en: 'Other' },
]

export const nextStepGoal: readonly Option[] = [
  { key: 'confirmBudgetApprover', zh: '确认预算审批人', en: 'Find out who approves the budget' },
  { key: 'getDrawings', zh: '拿到图纸', en: 'Get the drawings' },
  { key: 'meetDecisionMaker', zh: '约到决策人', en: 'Get a meeting with the decision maker' },
  { key: 'confirmNeeds', zh: '确认需求清单', en: 'Agree the list of needs' },
  { key: 'confirmTimetable', zh: '确认采购时间表', en: 'Agree the purchase timetable' },
  { key: 'getSampleFeedback', zh: '拿到样品反馈', en: 'Get feedback on the sample' },
  { key: 'learnCompetitorPrice', zh: '了解竞品报价', en: "Learn the competitor's offer" },
  { key: 'confirmContractTerms', zh: '敲定合同条款', en: 'Settle the contract terms' },
  { key: 'confirmPaymentDate', zh: '确认付款日期', en: 'Get a payment date' },
]

export const buyingSignal: readonly Option[] = [
  { key: 'askPrice', zh: '主动问价/账期', en: 'Asks for price or terms' },
  { key: 'askContract', zh: '要合同/资质', en: 'Asks for contract or certificates' },
  { key: 'referUp', zh: '引见上级', en: 'Introduces a superior' },
  { key: 'showSite', zh: '带看现场', en: 'Shows the site' },
  { key: 'askDelivery', zh: '问交期售后', en: 'Asks about delivery and service' },
  { key: 'wantSample', zh: '要样品', en: 'Wants a sample' },
]

export const delayingSignal: readonly Option[] = [
  { key: 'considerAgain', zh: '再考虑', en: 'Wants to think it over' },
  { key: 'slowReply', zh: '回复变慢', en: 'Replies more slowly' },
  { key: 'switchContact', zh: '换人对接', en: 'Hands over to somebody else' },
  { key: 'blockSuperior', zh: '不让见上级', en: 'Keeps the superior away' },
  { key: 'hagglePrice', zh: '反复压价', en: 'Keeps pressing the price' },
  { key: 'waitLeader', zh: '等领导', en: 'Waits for the boss' },
]

export const signal: readonly Option[] = [
  ...buyingSignal.map((option) => ({ ...option, tone: 'success' as const })),
  ...delayingSignal.map((option) => ({ ...option, tone: 'warning' as const })),
]

export const motive: readonly Option[] = [
  { key: 'costDown', zh: '降本', en: 'Lower cost' },
  { key: 'efficiency', zh: '增效', en: 'Efficiency' },
  { key: 'compliance', zh: '合规验收', en: 'Compliance' },
  { key: 'switchSupplier', zh: '换供应商', en: 'Change of supplier' },
  { key: 'leaderTask', zh: '领导任务', en: "Leader's order" },
  { key: 'stability', zh: '求稳', en: 'Stability' },
]

export const dayType: readonly DayTypeOption[] = [
  { key: 'normal', zh: '正常', en: 'Normal', targetFactor: 1 },
  { key: 'fieldTrip', zh: '外勤出差', en: 'Business trip', targetFactor: 1 },
  { key: 'exhibition', zh: '展会', en: 'Fair', targetFactor: 0.5 },
  { key: 'office', zh: '内勤', en: 'Office day', targetFactor: 0.5 },
  { key: 'halfDayLeave', zh: '半天假', en: 'Half day off', targetFactor: 0.5 },
  { key: 'leave', zh: '休假', en: 'Leave', targetFactor: 0 },
]

export const otherWork: readonly Option[] = [
  { key: 'proposal', zh: '做方案/标书', en: 'Proposals and tenders' },
  { key: 'meeting', zh: '内部会议', en: 'Internal meeting' },
  { key: 'training', zh: '培训', en: 'Training' },
  { key: 'collection', zh: '对账催款', en: 'Accounts and collection' },
  { key: 'afterSales', zh: '售后协调', en: 'After-sales' },
  { key: 'travel', zh: '路途', en: 'Travel' },
]
