import type { OwedFollowUp, PoolDefaults, ReportTimes, Scenario, ScenarioKey } from '../contract.ts'
import {
  enterpriseIntent,
  enterpriseStages,
  foreignTradeStages,
  growthIntent,
  growthStages,
  projectStages,
} from './deal-options.ts'
import {
  channelFields,
  enterpriseFields,
  foreignTradeFields,
  growthFields,
  projectFields,
  serviceFields,
} from './scenario-fields.ts'

/** The six scenarios: what a company starts with; everything can be changed afterwards. */

const reportTimes: ReportTimes = {
  draftAt: '17:30',
  dueAt: { field: '21:00', inside: '19:00' },
  lateUntil: '09:00',
  autoSubmit: false,
  trialDays: 3,
  managersOwe: false,
}

function pool(notFollowedDays: number | null, notClosedDays: number | null): PoolDefaults {
  return {
    enabled: false,
    notFollowedDays,
    notClosedDays,
    exemptLevels: ['strategic', 'key'],
    claimsPerDay: 10,
    holdLimit: 200,
    formerOwnerBlockedDays: 7,
    warnDaysBefore: [3, 1],
  }
}

const today = { count: 0, unit: 'day' } as const
const keyAccountDuties: readonly OwedFollowUp[] = [
  { node: 'visit', after: today },
  { node: 'stageChange', after: today },
  { node: 'keyCustomer', every: { count: 7, unit: 'workday' } },
  { node: 'quote', after: { count: 3, unit: 'day' } },
  { node: 'loss', after: { count: 2, unit: 'day' } },
]

const enterprise: Scenario = {
  key: 'enterprise',
  zh: 'B2B 大客户',
  en: 'B2B key accounts',
  strategy: {
    zh: '两份报告并重：重点客户深跟进，团队看日报',
    en: 'Both reports: deep follow-up of key customers, daily report for the team',
  },
  intent: enterpriseIntent,
  unratedRhythm: 10,
  stage: enterpriseStages,
  pool: pool(30, null),
  targets: [
    { metric: 'visits', value: 8, per: 'week' },
    { metric: 'followUps', value: 30, per: 'week' },
    { metric: 'newOpportunities', value: 2, per: 'week' },
  ],
  followUpAdditions: enterpriseFields,
  owedFollowUps: keyAccountDuties,
  coreDeals: null,
  reportTimes,
  nightRule: true,
}

export const scenarios: Readonly<Record<ScenarioKey, Scenario>> = {
  enterprise,
  growth: {
    key: 'growth',
    zh: '快速扩张',
    en: 'Fast growth',
    strategy: { zh: '日报为主，核心商机才写跟进报告', en: 'Daily report first, follow-up reports for core deals only' },
    intent: growthIntent,
    unratedRhythm: 3,
    stage: growthStages,
    pool: pool(7, 30),
    targets: [
      { metric: 'dials', value: 80, per: 'day' },
      { metric: 'effectiveCalls', value: 20, per: 'day' },
      { metric: 'firstResponse', value: 30, per: 'day', unit: 'minutes', atMost: true },
    ],
    followUpAdditions: growthFields,
    owedFollowUps: [
      { node: 'stageChange', after: today },
      { node: 'quote', after: { count: 3, unit: 'day' } },
      { node: 'loss', after: { count: 2, unit: 'day' } },
    ],
    coreDeals: { fromStage: 'quote', fromAmount: 50_000 },
    reportTimes,
    nightRule: true,
  },
  channel: {
    key: 'channel',
    zh: '渠道分销',
    en: 'Channel sales',
    strategy: { zh: '渠道客户看跟进，团队看日报', en: 'Channel customers by follow-up, the team by daily report' },
    intent: enterpriseIntent,
    unratedRhythm: 10,
    stage: enterpriseStages,
    pool: pool(null, null),
    targets: [
      { metric: 'visits', value: 6, per: 'day' },
      { metric: 'stockTakes', value: 100, per: 'month', unit: 'percent' },
    ],
    followUpAdditions: channelFields,
    owedFollowUps: [{ node: 'customer', every: { count: 1, unit: 'month' } }],
    coreDeals: null,
    reportTimes,
    nightRule: true,
  },
  service: {
    key: 'service',
    zh: '售后服务',
    en: 'After-sales',
    strategy: { zh: '跟进为主，日报为辅', en: 'Follow-up first, daily report as help' },
    intent: enterpriseIntent,
    unratedRhythm: 10,
    stage: enterpriseStages,
    pool: pool(null, null),
    targets: [{ metric: 'followUps', value: 10, per: 'day' }],
    followUpAdditions: serviceFields,
    owedFollowUps: [
      { node: 'visit', after: today },
      { node: 'ticketClosed', after: today },
    ],
    coreDeals: null,
    reportTimes,
    nightRule: true,
  },
  foreignTrade: {
    ...enterprise,
    key: 'foreignTrade',
    zh: '外贸',
    en: 'Foreign trade',
    strategy: { zh: '两份报告并重，不查夜间补录', en: 'Both reports, no questions about records at night' },
    stage: foreignTradeStages,
    followUpAdditions: foreignTradeFields,
    nightRule: false,
  },
  project: {
    ...enterprise,
    key: 'project',
    zh: '项目型',
    en: 'Projects',
    strategy: { zh: '两份报告并重，围绕招投标节点', en: 'Both reports around the nodes of a tender' },
    stage: projectStages,
    followUpAdditions: projectFields,
  },
}

/** The scenarios in the order in which set-up offers them. */
export const scenarioKeys = Object.keys(scenarios) as readonly ScenarioKey[]

/** Whether the text names a scenario. */
export function isScenario(text: string): text is ScenarioKey {
  return Object.hasOwn(scenarios, text)
}
