/** How objections are put: outright, or as a judgement on something. */

/** `complaint` is an objection by itself; `topic` is one only beside a word of worry, in either order. */
export interface ObjectionWords {
  key: string
  complaint: RegExp
  topic?: RegExp
}

/** One pattern that is found wherever any of them is. */
export function any(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'gi')
}

/** Judgements that speak against what they are said of. */
const bad = [
  '不(?:太|大|怎么|是很|够|很)?(?:好|行|足|满|理想|达标|合格|稳|准|清|明确|全|齐|到位|及时|专业|规范|符|匹配|适用|适合|支持|兼容|灵活|方便|过关|认可|接受|放心|给力|上心|管用|完善|完整|友好|合理|透明|周到|靠谱|满意)',
  '不(?:够|如|敢恭维|怎么样|咋样|咋地|成熟)(?!好的)',
  '没(?:有)?(?:写清|说清|讲清|写明|过关|达到|跟上|到位|保障|着落|亮点)',
  '太(?:差|烂|慢|少|小|大|短|久|复杂|简单|简陋|粗|麻烦|绕|乱|单一|窄|重|轻|吵|弱|旧|老|死板|繁琐|难|淡|咸|甜|薄|软|硬)',
  '偏(?:差|慢|少|小|弱|旧|淡|咸|甜|薄|软|硬|黄|红|暗)',
  '差(?:劲|得远|太|一截|强人意|点意思|了点|一些|了些)|(?:有点|很|比较|也|真|这么)差(?!不)',
  '有(?:点|些|一定|较大|个|很大)?(?:问题|差距|缺陷|瑕疵|硬伤|短板|漏洞|欠缺|毛病|待改进|待提高)',
  '跟不上|达不到|满足不了|欠缺|缺失|薄弱|落后|过时|简陋|粗糙|一般(?:般)?(?=[,。;!?]|$|,)|成问题|堪忧|糟|拉胯|垃圾|鸡肋|差强人意|下降|下滑|变差|掉链子|不行',
].join('|')

/** Somebody's doubts, said after what they are about. */
const doubts =
  '(?:表示|提出|存有?|有|持|抱)(?:了|些|点|一定|较大|很大)?(?:的)?(?:疑虑|顾虑|质疑|疑问|意见|看法|担忧|担心|异议|不满)'

/** Something judged badly, or doubted in either order. @param nouns alternatives of a regular expression */
export function faulty(nouns: string): RegExp {
  const worried =
    '担心|担忧|顾虑|疑虑|质疑|不放心|不满意?|不认可|生怕|就怕|怕|嫌|纠结|卡在|介意|丢分在?|扣分在?|短板是?|看不上|看不惯|受不了'
  return new RegExp(
    `(?:${nouns})[^,。;!?]{0,8}(?:${bad}|${doubts})|(?:${worried})(?!的?是)[^,。;!?]{0,6}(?:${nouns})|对[^,。;!?]{0,8}(?:${nouns})[^,。;!?]{0,4}(?:不满|不认可|没信心|没底|不放心|不感冒)`,
  )
}

/** Who has a say beside, or above, the one spoken to. */
export const chief =
  '(?<![王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤新])(?:领导|老板|老总|院长|校长|园长|厂长|局长|处长|董事长|总经理|总裁|大老板|老板娘|一把手|分管领导|上面|上头|上级|总部|集团|总公司|甲方|业主|股东|合伙人|老婆|老公|爱人|太太|丈夫|家里人?|父母|爸妈|老爷子|儿子|女儿|媳妇|财务|法务|采购部|招标办|纪委|国资委|主管部门|教育局|卫健委|财政局?|董事会|股东会|理事会|家委会|业委会|管委会|委员会|班子|党组|党委|院办)'
