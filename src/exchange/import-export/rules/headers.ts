import { normalize } from '../../../platform/text.ts'
import type { ImportTarget } from '../contract.ts'
import { labelKey } from './cells.ts'

/** Names that columns of customer lists go by. A name under two targets is ambiguous and needs the values or a person to decide. */
const words: Partial<Record<ImportTarget, string>> = {
  'customer.name':
    '公司 单位 客户名称 客户 公司名称 企业名称 客户全称 公司全称 单位名称 客户公司 客户单位 企业 公司名 客户名 客户公司名称 厂家 厂名 甲方 客户企业 企业全称 单位全称 客户名称全称 门店名称 终端名称 经销商名称 company companyname customer customername account accountname client clientname organization organisation 名称 使用单位 采购单位',
  'customer.shortName': '简称 客户简称 公司简称 企业简称 单位简称 别名 shortname alias 品牌',
  'customer.code':
    '客户编号 客户编码 客户代码 客户id 公司编号 编码 客户号 会员编号 recordid customerid accountid companyid externalid crmid',
  'customer.creditCode':
    '统一信用代码 统一社会信用代码 信用代码 税号 社会信用代码 纳税人识别号 营业执照号 taxid creditcode',
  'customer.owner':
    '业务员 负责人 归属 销售 跟进人 所属人 负责销售 销售人员 销售员 业务 客户经理 业务负责人 销售负责人 跟进人员 归属人 所属销售 归属销售 销售代表 所有人 客户负责人 维护人 跟进业务员 业务经理 客户归属 销售姓名 对接销售 我方负责人 负责业务员 owner salesperson sales salesrep salesagent rep accountmanager accountowner 销售经理 所属业务员 跟单员 录入人 谁的客户',
  'customer.industry': '行业 所属行业 客户行业 行业类别 行业分类 行业类型 industry sector 所在行业',
  'customer.size':
    '规模 人数 公司规模 企业规模 员工数 员工人数 人员规模 客户规模 公司人数 企业人数 size employees headcount',
  'customer.source': '来源 客户来源 渠道来源 线索来源 获客渠道 信息来源 来源渠道 source leadsource 获客方式 如何得知',
  'customer.level':
    '级别 客户级别 客户等级 等级 重要程度 客户分级 客户重要性 重要性 客户类别等级 level tier priority 分级 客户星级',
  'customer.intent':
    '意向 意向等级 意向度 意向程度 意向级别 客户意向 购买意向 合作意向 意愿 意向强度 intent interest 等级 级别 客户等级 意向分级 合作意愿',
  'customer.status':
    '状态 客户状态 合作状态 成交状态 客户阶段 当前状态 跟进状态 是否成交 是否合作 合作情况 status stage 进展状态',
  'customer.type': '客户类型 类型 客户性质 客户类别 类别 type 客户分类 分类 性质',
  'customer.phone': '公司电话 座机 固话 固定电话 总机 单位电话 公司座机 企业电话 办公电话 客户电话 companyphone',
  'customer.website': '网址 官网 网站 公司网址 公司网站 主页 website url homepage',
  'customer.province': '省 省份 所在省 所在省份 province state',
  'customer.city': '市 城市 所在城市 地市 所在市 city 城区',
  'customer.district': '区 区县 县 县区 区域县 district county',
  'customer.address':
    '地址 公司地址 客户地址 单位地址 详细地址 办公地址 联系地址 通讯地址 注册地址 address 收货地址 厂址 工厂地址 位置 企业地址 公司位置 经营地址',
  'customer.notes':
    '备注 说明 客户备注 其他 备注信息 备注说明 补充 补充说明 notes note remark remarks comment comments description 其它 其他信息 客户情况 客户简介 公司简介 主营 主营业务 主营产品 经营范围 客户描述 备注1 特殊说明',
  'customer.createdAt':
    '创建时间 录入日期 录入时间 创建日期 登记日期 登记时间 建档日期 建档时间 添加时间 添加日期 入库时间 首次联系 首次接触时间 createdat createddate created 日期 录入 分配时间',
  'contact.name':
    '联系人 姓名 对接人 联系人姓名 客户联系人 客户姓名 主要联系人 关键人 联络人 负责人姓名 采购联系人 对接人姓名 对方联系人 客户对接人 甲方联系人 称呼 法人 法人代表 法定代表人 老板 老板姓名 kp contact contactname contactperson name fullname firstname 决策人 联系人名称',
  'contact.title':
    '职务 职位 岗位 头衔 部门职务 联系人职务 联系人职位 部门 title jobtitle position role 部门职位 职称 身份',
  'contact.phone':
    '电话 手机 联系方式 手机号 联系电话 手机号码 电话号码 移动电话 联系人电话 联系人手机 联系手机 号码 手机电话 电话手机 联系号码 手机1 电话1 手机2 电话2 备用电话 其他电话 phone mobile tel telephone cell cellphone mobilephone phonenumber 客户电话 联系人联系方式 对接人电话',
  'contact.wechat': '微信 微信号 weixin wechat wechatid 联系人微信 wx',
  'contact.email': '邮箱 邮件 电子邮箱 电子邮件 email mail emailaddress 联系邮箱 企业邮箱',
  'contact.role': '角色 决策角色 联系人角色 采购角色 关键角色',
  'contact.attitude': '态度 联系人态度 对我方态度',
  'contact.notes': '联系人备注 个人爱好 爱好 联系人说明',
  'followUp.text':
    '跟进记录 跟进情况 沟通记录 拜访记录 跟进内容 沟通情况 沟通内容 拜访情况 跟踪情况 跟踪记录 联系记录 回访记录 回访情况 最新进展 进展 进展情况 最新跟进 跟进 洽谈情况 洽谈记录 最近情况 最新情况 目前情况 客户反馈 反馈 拜访内容 联系情况 跟进详情 最近跟进内容 情况 目前进展 项目进展 跟进说明 最近沟通 当前进展 沟通 拜访 followup followups activity followupnotes history 通话记录 跟进反馈',
  'followUp.day':
    '最近跟进 最近跟进时间 最近跟进日期 最后跟进时间 最后跟进 上次跟进 上次跟进时间 最近联系 最近联系时间 最后联系时间 跟进时间 跟进日期 拜访时间 拜访日期 最近拜访 最近拜访时间 上次联系 上次联系时间 上次拜访 最后联系 最近沟通时间 沟通时间 联系时间 联系日期 回访时间 最后拜访 lastcontact lastactivity lastfollowup lastcontacted 最近联系日期 跟进时间最近 日期',
  'followUp.method': '跟进方式 联系形式 沟通方式 拜访方式 跟进形式 联系途径 method',
  'nextStep.day':
    '下次跟进 下次联系时间 下次跟进时间 下次联系 下次拜访 下次时间 下次 下次跟进日期 计划跟进时间 下次拜访时间 下次回访时间 预约时间 下次联系日期 计划时间 提醒时间 下次回访 nextfollowup nextcontact nextdate nextactivity 下次沟通时间',
  'nextStep.text':
    '下一步 下一步计划 下步计划 后续计划 下一步动作 下一步安排 跟进计划 下步工作 下次计划 下一步工作 计划 工作计划 后续动作 后续安排 nextstep nextsteps nextaction 下一步行动 拜访目的 下次跟进内容',
  'opportunity.code': '商机编号 opportunityid dealid 商机id',
  'opportunity.name': '商机 商机名称 项目名称 项目 需求项目 opportunity opportunityname deal dealname project',
  'opportunity.amount':
    '金额 合同额 商机金额 预计金额 合同金额 成交金额 预计成交金额 意向金额 项目金额 签单金额 预计合同额 成交额 预估金额 订单金额 报价 报价金额 amount value dealvalue closevalue contractvalue 预计销售额 预计签约金额',
  'opportunity.budget': '预算 客户预算 预算金额 项目预算 采购预算 budget',
  'opportunity.stage': '商机阶段 销售阶段 项目阶段 阶段 跟进阶段 dealstage salesstage pipelinestage stage 项目进度',
  'opportunity.probability': '成交概率 概率 赢率 可能性 赢单率 成功率 probability winprobability 把握',
  'opportunity.expectedSignDay':
    '预计签约 预计签约日期 预计成交 预计成交时间 预计签约时间 预计成交日期 预计签单时间 预计下单时间 expectedclosedate expectedclose closedate 预计签单日期 预计采购时间 签约时间预计',
  'opportunity.engagedDay': '商机日期 立项日期 立项时间 engagedate 商机创建时间',
  'opportunity.closedDay':
    '签约日期 成交日期 签单日期 签约时间 成交时间 合同日期 closedate 签单时间 下单日期 合同签订日期',
  'opportunity.product':
    '产品 意向产品 需求产品 购买产品 采购产品 product products 需求 客户需求 感兴趣产品 使用产品 产品需求 产品型号',
  'opportunity.competitor':
    '竞品 竞争对手 竞争品牌 现用品牌 竞争厂家 现供应商 competitor competitors 现有供应商 目前供应商',
}

/** Columns that are for the eye only. */
const ignored = new Set('序号 编号 行号 no 序 id 号 index 排序 选择 勾选 操作 no1 num'.split(' ').map(labelKey))

let byName: Map<string, ImportTarget[]> | null = null

function table(): Map<string, ImportTarget[]> {
  if (!byName) {
    byName = new Map()
    for (const [target, names] of Object.entries(words) as [ImportTarget, string][]) {
      for (const name of names.split(/\s+/))
        byName.set(labelKey(name), [...new Set([...(byName.get(labelKey(name)) ?? []), target])])
    }
  }
  return byName
}

/** A header without what is only decoration: units and hints in brackets, required marks, numbering at its end. */
function bareHeader(header: string): string {
  return normalize(header)
    .replace(/[(（[【][^)）\]】]*[)）\]】]/g, ' ')
    .replace(/[*＊※]|必填|选填|单位[:：]\S+/g, ' ')
    .replace(/[/／](?:万元?|元|千元|人)$/, '')
    .trim()
}

export interface HeaderMatch {
  targets: ImportTarget[]
  /** `exact`: the whole header is such a name; `part`: it contains one. */
  strength: 'exact' | 'part'
}

/** What a header names, or null. Two-row headers come as `联系人/电话`: the lower part decides, the upper one tells whose it is. */
export function matchHeader(header: string): HeaderMatch | null {
  const bare = bareHeader(header)
  const key = labelKey(bare)
  if (key === '') return null
  if (ignored.has(key)) return { targets: ['ignore'], strength: 'exact' }
  const exact = table().get(key) ?? table().get(key.replace(/\d+$/, ''))
  if (exact) return { targets: exact, strength: 'exact' }
  const parts = bare
    .split(/[/／|]/)
    .map(labelKey)
    .filter(Boolean)
  if (parts.length > 1) return byParts(parts)
  return byContent(key)
}

function byParts(parts: string[]): HeaderMatch | null {
  const last = parts.at(-1) ?? ''
  const lower = table().get(last) ?? table().get(last.replace(/\d+$/, ''))
  const upper = parts.slice(0, -1).flatMap((part) => matchHeader(part)?.targets ?? [])
  const found = lower ?? byContent(last)?.targets
  // 联系人/电话 and 职务/电话 say the same as their parts; what no part names is not known.
  if (!found) return upper[0] ? { targets: upper, strength: 'part' } : null
  const record = upper[0]?.split('.')[0]
  if (record === 'customer' && found.includes('contact.phone'))
    return { targets: ['customer.phone'], strength: 'exact' }
  if (record === 'followUp' && found.includes('customer.createdAt'))
    return { targets: ['followUp.day'], strength: 'exact' }
  if (record === 'contact' && found.includes('customer.name')) return { targets: ['contact.name'], strength: 'exact' }
  if (record === 'contact' && found.includes('customer.notes')) return { targets: ['contact.notes'], strength: 'exact' }
  const same = found.filter((target) => target.split('.')[0] === record)
  return { targets: same.length > 0 ? same : found, strength: 'exact' }
}

/** Headers that carry a known name at their end (3月跟进记录, 苏州客户名称); at least two characters, the longest name wins. */
function byContent(key: string): HeaderMatch | null {
  let best = ''
  for (const name of table().keys()) {
    if (name.length < 2 || name.length <= best.length || /^[a-z]{1,4}$/.test(name)) continue
    if (key.endsWith(name) || (name.length >= 3 && key.startsWith(name))) best = name
  }
  const targets = best === '' ? undefined : table().get(best)
  return targets ? { targets, strength: 'part' } : null
}
