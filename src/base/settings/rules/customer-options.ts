import type { Option } from '../contract.ts'

/** Built-in options about who the customer is. */

export const customerStatus: readonly Option[] = [
  { key: 'potential', zh: '潜在', en: 'Potential', tone: 'neutral' },
  { key: 'interested', zh: '意向', en: 'Interested', tone: 'info' },
  { key: 'negotiating', zh: '谈判中', en: 'Negotiating', tone: 'accent' },
  { key: 'won', zh: '已成交', en: 'Won', tone: 'success' },
  { key: 'repurchase', zh: '复购', en: 'Buys again', tone: 'success' },
  { key: 'silent', zh: '沉默', en: 'Silent', tone: 'warning' },
  { key: 'lost', zh: '流失', en: 'Lost', tone: 'error' },
  { key: 'invalid', zh: '无效', en: 'Invalid', tone: 'neutral' },
]

export const customerType: readonly Option[] = [
  { key: 'endUser', zh: '终端客户', en: 'End customer' },
  { key: 'channel', zh: '渠道/代理', en: 'Channel or agent' },
  { key: 'partner', zh: '合作伙伴', en: 'Partner' },
  { key: 'competitor', zh: '竞争对手', en: 'Competitor' },
  { key: 'other', zh: '其他', en: 'Other' },
]

export const customerLevel: readonly Option[] = [
  { key: 'strategic', zh: '战略', en: 'Strategic', tone: 'warning' },
  { key: 'key', zh: '重点', en: 'Key', tone: 'warning' },
  { key: 'normal', zh: '普通', en: 'Normal', tone: 'neutral' },
]

export const contactRole: readonly Option[] = [
  { key: 'decisionMaker', zh: '决策者', en: 'Decision maker' },
  { key: 'influencer', zh: '影响者/评估者', en: 'Influencer' },
  { key: 'user', zh: '使用者', en: 'User' },
  { key: 'purchaser', zh: '采购', en: 'Purchasing' },
  { key: 'supporter', zh: '内部支持者', en: 'Supporter inside' },
  { key: 'opponent', zh: '反对者', en: 'Opponent' },
  { key: 'unknown', zh: '未知', en: 'Unknown' },
]

export const attitude: readonly Option[] = [
  { key: 'supportive', zh: '支持', en: 'Supportive', tone: 'success' },
  { key: 'neutral', zh: '中立', en: 'Neutral', tone: 'neutral' },
  { key: 'opposed', zh: '反对', en: 'Opposed', tone: 'error' },
]

export const source: readonly Option[] = [
  { key: 'website', zh: '官网/表单', en: 'Website or form' },
  { key: 'search', zh: '搜索推广', en: 'Search advertising' },
  { key: 'social', zh: '社交媒体/短视频', en: 'Social media' },
  { key: 'onlineChat', zh: '在线咨询', en: 'Online chat' },
  { key: 'phoneInquiry', zh: '电话咨询', en: 'Called in' },
  { key: 'referral', zh: '转介绍', en: 'Referral' },
  { key: 'exhibition', zh: '展会/会议', en: 'Fair or conference' },
  { key: 'coldCall', zh: '电话开发', en: 'Cold call' },
  { key: 'coldVisit', zh: '陌拜', en: 'Cold visit' },
  { key: 'channel', zh: '渠道/代理', en: 'Channel or agent' },
  { key: 'tenderSite', zh: '招标平台', en: 'Tender site' },
  { key: 'existingCustomer', zh: '老客户', en: 'Existing customer' },
  { key: 'alibaba', zh: '阿里国际站', en: 'Alibaba.com' },
  { key: 'customsData', zh: '海关数据', en: 'Customs data' },
  { key: 'ownSite', zh: '独立站', en: 'Own shop site' },
  { key: 'import', zh: '导入', en: 'Import' },
  { key: 'other', zh: '其他', en: 'Other' },
]

export const industry: readonly Option[] = [
  { key: 'manufacturing', zh: '制造业', en: 'Manufacturing' },
  { key: 'software', zh: '软件/互联网', en: 'Software and internet' },
  { key: 'trade', zh: '批发零售/贸易', en: 'Retail and trade' },
  { key: 'construction', zh: '建筑/房地产', en: 'Construction and property' },
  { key: 'finance', zh: '金融', en: 'Finance' },
  { key: 'education', zh: '教育培训', en: 'Education' },
  { key: 'healthcare', zh: '医疗健康', en: 'Healthcare' },
  { key: 'logistics', zh: '交通物流', en: 'Transport and logistics' },
  { key: 'energy', zh: '能源化工', en: 'Energy and chemicals' },
  { key: 'government', zh: '政府/事业单位', en: 'Public sector' },
  { key: 'hospitality', zh: '酒店餐饮旅游', en: 'Hospitality' },
  { key: 'media', zh: '文化传媒', en: 'Culture and media' },
  { key: 'agriculture', zh: '农林牧渔', en: 'Agriculture' },
  { key: 'professional', zh: '专业服务', en: 'Professional services' },
  { key: 'other', zh: '其他', en: 'Other' },
]

export const size: readonly Option[] = [
  { key: 'under20', zh: '<20', en: '<20' },
  { key: 'from20', zh: '20–99', en: '20–99' },
  { key: 'from100', zh: '100–499', en: '100–499' },
  { key: 'from500', zh: '500–999', en: '500–999' },
  { key: 'from1000', zh: '1000–9999', en: '1,000–9,999' },
  { key: 'from10000', zh: '≥10000', en: '≥10,000' },
]

export const leadStatus: readonly Option[] = [
  { key: 'unassigned', zh: '待分配', en: 'Unassigned', tone: 'warning' },
  { key: 'waiting', zh: '待跟进', en: 'To follow up', tone: 'info' },
  { key: 'following', zh: '跟进中', en: 'In progress', tone: 'accent' },
  { key: 'converted', zh: '已转化', en: 'Converted', tone: 'success' },
  { key: 'invalid', zh: '无效', en: 'Invalid', tone: 'neutral' },
]

export const poolReason: readonly Option[] = [
  { key: 'noNeed', zh: '无需求', en: 'No need' },
  { key: 'unreachable', zh: '联系不上', en: 'Cannot be reached' },
  { key: 'wrongInfo', zh: '信息错误', en: 'Wrong details' },
  { key: 'choseCompetitor', zh: '已选竞品', en: 'Chose a competitor' },
  { key: 'noCapacity', zh: '精力不足', en: 'No time for it' },
  { key: 'automatic', zh: '自动', en: 'Automatic' },
]
