/** Chinese family names, compound ones first; enough to tell a person from a place or a thing. */
const compound =
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 端木 夏侯 南宫 独孤 长孙 宇文 轩辕 百里 呼延 闻人 申屠 赫连 澹台 公冶 宗政 濮阳 淳于 单于 太史 仲孙 钟离 第五 拓跋'.split(
    ' ',
  )
const single = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱丘侯江尹薛闫阎段雷' +
    '龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文庞施樊殷洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂柴焦柳邢岳齐庄沿梅庾涂祁耿鲍关盛左路甘霍房裴柏凌欧包鞠冉游阮童管詹' +
    '纪舒屈项祝费喻司辛宁代简蒲苗艾卓蓝车连时祖宫臧麦栾卜成储单苟解娄惠戚滕卞佘厉谷靳虞冀党蔺楼全柯宗景桂初巫盖窦晏米褚边隋褟仇仲邬原封刁池冷古计占沙饶和柳阴闵商强屠' +
    '井雍宿牟巴门揭荆芮羿家翁郁胥能苍双晋楚帅缑亢况有琴区郜佟仝官乐谈花水应宣丛木敖席卫岑郎晁明迟奚农查原荣练符揣鄢邝郦粟招丰储鹿湛逄兰黎蓟仇阚蒙',
)
const places = new Set(
  (
    '江苏 安徽 云南 吉林 贾汪 石家庄 唐山 邢台 张家口 承德 常州 常熟 常德 徐州 苏州 宁波 宁夏 宁德 温州 金华 金昌 乐山 乐清 马鞍山 黄山 黄石 黄冈 武汉 武威 孔明 安阳 安庆 安康 安顺 江门 江阴 江西 ' +
    '洪都 许昌 周口 商丘 景德镇 龙岩 龙口 柳州 梅州 云浮 韶关 康定 成都 雷州 古城 上海 华东 华南 华北 华中 西南 西北 东北 海外 管城 房山 石狮 石嘴山 卫辉 程海 丰台 连云港 沙市 水城 文昌 文山 万州 全国 全部 高新 高新区 ' +
    '宿迁 宿州 任丘 项城 丁香 余姚 余杭 项目 单位 双流 花都 江宁 吴江 吴中 高淳 白银 白城 白山 鲁南 冀北 包头 向阳 易县 农村 明细 成交 路桥 萧山 应收 计划 计算 封面 简介 明年 和平 温岭 解约 应付 官网 安装 安全 方案 高级 ' +
    '普通 单价 全年 时间 明天 商机 商务 车间 和县 水电 水利 成品 常规 关键 管理 管理员 司机 门店 门市 应用 简称 连锁 金额 高意向 白名单 黑名单 终端 成员 易成交 文件 方便 全称 终止 符合 常务 区域 党委 党支部 储运 施工 宣传 安保 房产 成本 单证 关务 计量 路线 车队 高管 明星 管家 温控 安环 元素 任务 段落 支持 祝贺 古建 麦田 方向 项次 时长 谈判 水务 万元 应付款 终端机 汤料 麻烦 包装 石材 金属 钢材 童装'
  ).split(' '),
)
/** Endings by which a short Chinese word is a function, a thing or a group and not a given name. */
const notGiven =
  /(?:公司|集团|部|部门|科|组|区|省|市|县|店|厂|表|册|单|客户|项目|产品|汇总|合计|名单|资料|信息|情况|记录|备注|电话|业务|销售|类|级|年|月|日|号|院|校|局|行|所|司|站|队|厅|处|室|中心|基地|工程|设备|机械|科技)$/

export const titles =
  '董事长|副董事长|执行董事|董事|总裁|副总裁|总经理|副总经理|常务副总|副总|总监|副总监|总工程师|总工|副总工|厂长|副厂长|院长|副院长|校长|副校长|园长|站长|所长|局长|副局长|处长|副处长|科长|副科长|' +
  '部长|副部长|主任|副主任|经理|副经理|主管|组长|班长|队长|店长|行长|副行长|会长|秘书长|秘书|书记|老板娘|老板|法人代表|法人|负责人|合伙人|创始人|工程师|设计师|会计|出纳|财务|采购|采购员|采购经理|业务员|文员|助理|' +
  '专员|顾问|代表|教授|医生|大夫|护士长|律师|主编|师傅|老师|股东|车间主任|技术员|仓管|库管|跟单|内勤|行政|前台|人事|CEO|CTO|CFO|COO|CIO|VP|HR|Manager|Director|Engineer|President|Buyer|Owner|Founder|Sales|Purchasing'
/** How people are called by family name alone: 王总, 李工, 张小姐. */
const address =
  '总|董|工|局|处|科|主任|经理|厂长|厂|院长|校长|所长|站长|部长|处长|局长|科长|主管|老师|先生|女士|小姐|太太|老板娘|老板|哥|姐|师傅|会计|书记|医生|教授|行长|店长|队长|助理|秘书|律师|工程师|总监|副总|采购|厂长|总工|董事长|总经理|同学|主席|会长|书记'
const titlePattern = new RegExp(`(?:${titles})$`, 'i')
const addressPattern = new RegExp(`^(?:${compound.join('|')}|[\\u4e00-\\u9fff])(?:${address})$`)

/** Length of the family name at the start of a text: 2 for 欧阳, 1 for 王, 0 for none. */
export function familyNameLength(text: string): number {
  if (compound.includes(text.slice(0, 2))) return 2
  return single.has(text.slice(0, 1)) ? 1 : 0
}

/** A full Chinese name: family name and one or two characters more (欧阳娜娜, 王浩); not a place, department or thing. */
export function isFullName(text: string): boolean {
  if (!/^[\u3400-\u9fff]{2,4}$/.test(text) || places.has(text) || notGiven.test(text) || addressPattern.test(text))
    return false
  const family = familyNameLength(text)
  const given = text.length - family
  return family > 0 && given >= 1 && given <= 2
}

/** A person called by family name: 王总, 欧阳女士, 老李, 小陈, 张X. */
export function isAddress(text: string): boolean {
  if (addressPattern.test(text)) return familyNameLength(text) > 0
  return (
    (/^[老小大阿][\u4e00-\u9fff]$/.test(text) && familyNameLength(text.slice(1)) > 0) ||
    /^[\u4e00-\u9fff][xX某*]{1,2}$/.test(text)
  )
}

/** A foreign name such as John Smith, Mr. Tan, Anna. */
export function isLatinName(text: string): boolean {
  return (
    /^(?:(?:mr|mrs|ms|miss|dr)\.?\s+)?\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}(?:\.|[\p{L}'’-]*)){0,3}$/iu.test(text) &&
    /^\p{Lu}/u.test(text) &&
    !titlePattern.test(text)
  )
}

/** Whether the text names a person in any of these ways. */
export function isPerson(text: string): boolean {
  return (
    isFullName(text) ||
    isAddress(text) ||
    isLatinName(text) ||
    /^[\u4e00-\u9fff]{2,8}[·•][\u4e00-\u9fff]{2,8}$/.test(text)
  )
}

/** Whether the text is a job title: 采购经理, 技术部主任, Sales Manager. */
export function isTitle(text: string): boolean {
  return (
    text.length <= 30 &&
    titlePattern.test(text) &&
    !isAddress(text) &&
    !(isFullName(text) && familyNameLength(text) > 0 && text.length <= 2)
  )
}

/** Whether the text is a department or function standing for a title: 采购, 技术部, 办公室. */
export function isFunction(text: string): boolean {
  return /^(?:采购|技术|财务|行政|人事|生产|设备|品质|品管|质量|质检|工程|研发|市场|销售|业务|仓库|车间|项目|基建|信息|运营|总务|后勤|商务|法务|工艺|设计|售后|客服|外贸|电商|物流|安环|安全|综合|总经办|办公室|门卫|前台|IT|HR)(?:部|部门|科|处|室|中心|组|负责人)?$/i.test(
    text,
  )
}

/** Legal forms and kinds of organisation that end a company's name. */
const organisation =
  /(?:公司|集团|厂|店|行|院|所|中心|学校|大学|中学|小学|医院|银行|酒店|宾馆|饭店|商场|超市|工作室|事务所|合作社|委员会|管委会|政府|局|站|基金会|协会|研究院|设计院|部队|协会|经营部|门市部|商行|基地|矿|电厂|农场|分公司|办事处|项目部|俱乐部|幼儿园)(?:[(（][^()（）]*[)）])?$|\b(?:ltd|limited|inc|llc|corp|corporation|co|company|gmbh|group|plc|bhd|pte|s\.?a\.?|b\.?v\.?|ag|holdings?|trading|industries|university|hospital)\.?$/i

/** Whether the text ends like the name of a company or institution. */
export function isOrganisation(text: string): boolean {
  return text.length >= 4 && text.length <= 80 && organisation.test(text.trim())
}

/** Whether it carries a legal form (有限公司 …), by which two full names differ for a reason. */
export function hasLegalForm(text: string): boolean {
  return /(?:公司|集团|合伙企业|厂|合作社)$|\b(?:ltd|limited|inc|llc|corp|gmbh|plc|co)\.?$/i.test(text.trim())
}
