/**
 * Words that say nothing by themselves: what is left of a report without them is what it tells. By kind, so that a missing word finds
 * its place; longer ones win over the shorter ones in them.
 */
const phrases = [
  // How it went.
  '沟通顺利 交流顺利 顺利召开 进展顺利 一切顺利 一切正常 正常走访 例行拜访 例行走访 日常拜访 日常维护 沟通良好 交流愉快 相谈甚欢 聊得来 聊得开心 聊得不错 谈得不错 谈得很好 氛围融洽 气氛融洽 气氛良好 效果良好 效果不错 情况良好 情况不错 情况还可以 状态良好 反馈不错 反馈良好 印象不错 印象很好 印象深刻',
  '态度不错 态度积极 态度良好 态度友好 比较认可 非常认可 高度认可 高度评价 充分肯定 给予肯定 给予了 表示认可 表示感谢 表示满意 表示理解 表示支持 表示感兴趣 比较感兴趣 感兴趣 有兴趣 有意向 有意愿 有合作意向 有希望 有可能 有机会 可能性 充满信心 信心 整体满意 比较满意 很满意 非常满意',
  // What was done.
  '拜访 走访 回访 联系 电联 打电话 通话 通电话 电话联系 微信联系 沟通 交流 洽谈 会谈 会面 见面 对接 接触 了解 介绍 讲解 汇报 交换意见 深入交流 深入沟通 充分沟通 初步沟通 进一步沟通 进一步了解 加深了了解 加深了解 建立联系 联络感情 增进感情 维护关系 客情维护 维护客情 保持良好关系 良好关系 保持联系 保持沟通 多联系 多走动 常联系',
  '跟进 继续跟进 持续跟进 后续跟进 持续跟踪 继续跟踪 跟踪 再跟 跟进中 推进 持续推进 继续推进 持续推动 推动 推进合作 落实 加强 加强联系 加强沟通 优化 再优化 完善 解释 说明 解决 处理 反映 反馈 考虑 再考虑 考虑考虑 研究研究 商量 商量商量 讨论 再看 再看看 再说 再聊 看情况 视情况 看客户安排 听客户安排 等客户安排 看安排 听安排 等安排 看客户时间 看时间 看进度 看后续 机动 再约 再约时间 有空再去 有空再说 找时间 找机会 择机 适时 届时 到时候 到时 听通知 等电话 等通知 等消息 等回复 等回音 等结果 待定 待回复 待通知 暂无进展 没有进展 暂无 没有变化 没什么变化',
  // What it was about.
  '情况 使用情况 相关情况 具体情况 基本情况 事宜 相关事宜 合作事宜 方案 产品 新产品 项目 业务 需求 想法 意见 建议 问题 细节 优势 公司产品 综合实力 实力 服务 价格 质量 合作 未来合作 下一步合作 下一步工作 下一步 共识 初步共识 达成 双方 各方 后续 目标 总体目标 工作 关系 基础 坚实基础 印象 精神 会议精神 会议 科室 部门 方面 效果 结果 进展 见效 落地 早日落地',
  // Who.
  '客户 对方 对方领导 领导 负责人 相关负责人 相关负责同志 负责同志 相关人员 相关科室 老板 主任 经理 总监 院长 科长 采购 合伙人 同事 我们 我方 我司 公司 医院 学校 大家 各位 人员 本人 他们 那边 这边 上面',
  // How much, how, when: without measure.
  '目前 现在 最近 近期 今天 今日 昨天 上午 下午 本周 下次 下周 之后 以后 之前 过段时间 这段时间 随时 尽快 及时 早日 暂时 还 还是 比较 非常 很 挺 蛮 太 更 最 较 十分 特别 整体 总体 基本 大致 大概 差不多 一些 一点 一下 一起 一定 一般 有点 有些 有所 某些 相关 不错 可以 还可以 还行 良好 顺利 正常 积极 愉快 开心 明确 充分 深入 初步 进一步 持续 继续 保持 表示 觉得 感觉 认为 希望 相信 应该 可能 需要 想要 愿意 能够 已经 已 并 就 也 都 又 再 先 后 对 和 与 跟 向 给 把 被 为 为了 围绕 关于 根据 进行 开展 做了 做 去 去了 来 来了 看了看 看了 看 聊 聊了 聊了聊 谈 谈了 谈了谈 说 讲 问 见 发 发送 发了 是 在 有 没有 没 还没有 不 不太 会 要 将 能 好 多 大 小 人 事 的 了 着 过 得 地 吧 呢 啊 嘛 个 些 等 中 上 下 里 内 外 间 时 我 你 他 她 它 这 那 其 此 各 及 以及 或 但 但是 不过 因此 所以 而且 同时 另外 总的来说 总之 到 从 以 于 让 使 令 给到 到位 建设 发展 公司 单位 友好 热情 忙 比较忙 最近忙 很忙 人很好 挺好 很好 邮件 电话 微信 短信 拜访了 联系了 得差不多 打下 坚实 积极发言 发言 召开 为下一步 信心满满 满意',
  // Hopes, courtesies and small talk.
  '期待 充满期待 期待合作 配合 很配合 积极配合 尽力 尽力配合 全力 全力配合 争取 争取尽快 争取早日 支持 大力支持 重视 比较重视 高度重视 关注 留意 稳步 稳步推进 有序 按期 按计划 按部就班 如期 正常推进 走流程 内部流程 内部讨论 内部商量 需要时间 时间问题 再等等 等等看 努力 加大力度 力度 拿下 尽快拿下 有戏 把握 有把握 希望很大 机会很大 问题不大 没什么问题 没有问题 客情 客情稳定 稳定 双赢 共赢 长期合作 战略合作 关系不错 关系很好 关系稳定',
  '吃饭 吃了顿饭 吃了饭 吃了个饭 喝茶 喝了茶 陪 礼品 小礼品 送了礼品 增进 增进了 感情 走动 拉近距离 打招呼 打了招呼 打了个招呼 资料 发了资料 看看 简单 简单说了 简单聊 两句 几句 一趟 比上次 比之前 好一些 忙着 在忙 太忙 高兴 客气 热情接待 接待了 接待 期间 过程 过程中 整个过程 交谈 交谈中 工作人员 合作意向 意向 优先 优先考虑 初步意向 拟定 初步拟定 交换 技术细节 正常 维护 日常 例行 拜会 宣传 宣传了 推广 推广了 展示 展示了 分享 分享了 得到 得到了 获得 取得 取得了 一致 一致好评 好评 肯定 认可 认同 赞同 信任 满意度 感受 感觉很好 试用感觉 使用感受 前景 看好 很看好 未来',
].flatMap((line) => line.split(' '))

const generic = new Set(phrases)
const longest = Math.max(...phrases.map((each) => each.length))

/** What is left of a text without punctuation, forms of address and words that say nothing. */
export function substance(text: string): string {
  const plain = text.replace(new RegExp(person.source, 'gu'), ' ')
  let left = ''
  for (let at = 0; at < plain.length; ) {
    const length = genericAt(plain, at)
    if (length > 0) at += length
    else {
      const char = plain[at] as string
      if (/[\p{L}\p{N}%]/u.test(char)) left += char
      at += 1
    }
  }
  return left
}

/** Length of the longest word that says nothing at a place; 0 when there is none. */
function genericAt(text: string, at: number): number {
  for (let length = Math.min(longest, text.length - at); length > 0; length--)
    if (generic.has(text.slice(at, at + length))) return length
  return 0
}

/** Digits, and numerals before a measure word; days and times are no figures. */
const dates =
  /\d{4}[-./年]\d{1,2}([-./月]\d{1,2}日?)?|\d{1,2}月(\d{1,2}[日号]?|底|初|中)?|\d{1,2}[日号]|\d{1,2}[:：]\d{2}|\d{1,2}点半?|(下+|上+|本|这)?周[一二三四五六日天]|星期[一二三四五六日天]/gu
const numerals =
  /[\d.,]*\d[\d.,]*\s*[%％]?|[一二两三四五六七八九十百千万半]+(个(?!人看)|家|台|套|箱|桶|件|只|条|项|处|点|种|批|次|趟|份|吨|亩|万|成|折|年|月|天|周|小时|分钟|公里|米|平|人|位|班|轮|期|股|店|车|柜|层|栋|口|张|块|元|本|样|笔|瓶|颗|根|支|盒|袋|头|斤|公斤|克|度|道|场|门|倍|单|例|级|站|辆|艘|盘|卷|桌|间|户|岁|毫米|厘米|分)|[一二三四五六七八九]成|翻倍|翻番|减半/gu

/** How many figures a text names; those of days and times do not count. */
export function figuresIn(text: string): number {
  const undated = text.replace(dates, ' ')
  const counted = [...undated.matchAll(numerals)].filter(
    ([each]) => !/^一(个|些|点|次|下|样|家|位|批|种|趟|层)$/u.test(each),
  )
  return counted.length
}

/** How often a pattern stands in a text. */
export const countOf = (pattern: RegExp, text: string): number =>
  [...text.matchAll(new RegExp(pattern.source, 'gu'))].length

/** How many days or times a text names. */
export const datesIn = (text: string): number => [...text.matchAll(dates)].length

const money =
  /\d[\d.,]*\s*(万|亿|元|块|千|k|w|RMB|USD|美元|美金|欧元|%|％|折|[a-z]{3}\b)|[¥$€]\s*\d|[一二两三四五六七八九十百千万半]+(万|亿|千块|百块|成|折)|\d[\d.,]*(?=\s*(一吨|每|\/|$|[,，。;；、)）]))|\d{3,}|[一二三四五六七八九]折/iu

/** Whether a text names an amount, a price or a share. */
export const namesAmount = (text: string): boolean => money.test(text.replace(dates, ' '))

/** Surname with title, or a foreign name: somebody in particular. */
const person =
  /(?<![\p{L}])(Mr|Ms|Mrs|Miss|Dr)\.?\s*[A-Z]\w+|(?<![一-龥]{0}(?:老|新))[\p{Script=Han}](总监|总|经理|主任|科长|厂长|院长|部长|处长|局长|校长|园长|老师|教授|博士|工(?!地|厂|作|程|业|人|具|艺|期|资)|姐|哥|店长|主管|专员|秘书|董|会长|书记|队长|所长|站长|行长|法官|律师|医生|护士长|师傅|太太|先生|女士|小姐)/u
const nickname =
  /(?<![\p{Script=Han}]?[大中])(小|老|阿)(?![板客家师鼠百三虎乡区时心学组型批量于样数品龄化旧年师是说人])\p{Script=Han}(?=[，,。说要负管问给在]|$)/u
const noSurname = /^(老|新|副|各|该|位|女|男|大|小|正|前|名|总|客|家)/u

/** Whether somebody is named. */
export function namesPerson(text: string): boolean {
  for (const [found] of text.matchAll(new RegExp(person.source, 'gu'))) if (!noSurname.test(found)) return true
  return nickname.test(text)
}

/** A decision, an outcome or an event: something is different than before. */
export const outcome =
  /签了|签约|签字|签下|签到|签单|中标|落标|流标|废标|开标|递交|同意|答应|不同意|拒绝|拒收|不批|没批|批了|批下来|获批|驳回|放行|通过|没过|未过|不合格|合格|停产|停机|停用|停工|投产|改口|改期|推迟|延期|取消|终止|暂停|缓一缓|拍板|定了|敲定|选了|选定|换成|换了|换人|调走|离职|退回|返工|退货|换货|投诉|赔|丢单|丢了|输单|不要了|不做了|不考虑|卖完|断货|缺货|补货|下单|下了单|订了|追加|到账|付清|结清|回款|付了|收到款|打款|装机|验收|上线了|寄出|寄了|送样|铺|涨|降|砍|比我们|漏|坏|故障|异响|超标|卡在|没谈拢|谈不拢|不敢|没人会|反对|指定|承诺|保证|作废|补正|自研|招标|比价|入围|加固|抢|压到|压价|挤|催货|罚/u

/** Why: a cause, a worry, a condition. */
export const cause =
  /因为|原因|由于|怕|担心|顾虑|嫌|怀疑|除非|否则|前提|条件是|缺|没有权限|预算|账期|尺寸|型号|承重|不够|太(?![好忙多])\p{Script=Han}|偏高|偏低/u
