import type { ObjectionWords } from './objection-grammar.ts'
import { goods } from './objections-about-goods.ts'
import { money } from './objections-about-money.ts'
import { decision } from './objections-to-deciding.ts'

/** What customers object to, by option key. */
export const objectionWords: readonly ObjectionWords[] = [...money, ...goods, ...decision]

/** Worry beside a topic. */
export const worry =
  /担心|顾虑|不满|有意见|疑虑|犹豫|纠结|质疑|抱怨|投诉|吐槽|嫌|怕|卡在|不认可|有问题|提了.{0,6}问题|谈不拢|僵|谈崩|不放心|看重|很重视|要求(?:.{0,2})高|不行|不够|太|不理想|主要是|的问题|意见很大|不接受|接受不了|达不到|对.{0,6}有(?:要求|想法)/

/** What takes an objection back when it stands in the same breath. */
export const denied =
  /(?:没(?:有|什么|啥|提)?(?:什么|啥|太大|任何|大的)?(?:意见|问题|异议|顾虑|疑问|可说|说的|大碍)|不是(?:个)?问题|不成问题|没(?:得|有|啥|什么)?(?:话)?说的?(?=[,。;!?]|$|,|就)|没得话说|无(?:异议|意见|问题)|认了|点头了|拍板了|(?:还|都|挺|蛮|相当|基本)(?:不错|可以|行|公道|合理)|不(?:是|算|成)?(?:大)?问题|可以接受|接受(?=降|涨|我们|这个价)|同意(?=降|涨|我们的价)|能接受|都能接受|能承受|不(?:嫌|担心|在乎|在意|关心|讲价|还价|计较)|(?:很|挺|比较|都|非常|还算|倒|也)?(?:满意|认可|肯定|ok|OK|合适|(?<!没|没有|不具)有(?:优势|竞争力))|谈拢|谈妥|谈好了|解决了|(?:修|治|调|弄)好了?|好了$|(?:紧|换|改|调)了?就好|搞定|合格|达标了|没再提|没提|接受了|同意了(?=$|[,。])|通过了|就行|松口了|确认过了|(?:批|审)(?:下来|过)了)/
