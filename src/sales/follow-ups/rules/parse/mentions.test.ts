import { describe, expect, test } from 'vitest'
import { mentionsOf } from './mentions.ts'
import { buildNameIndex } from './name-index.ts'
import { plainOf } from './plain.ts'

const names = [
  '常州力创轴承有限公司',
  '常州立创电机有限公司',
  '东莞恒达五金制品有限公司',
  '东莞恒达隆塑胶有限公司',
  '恒信重工(沈阳)有限公司',
  '恒信液压(大连)有限公司',
  '苏州市第二人民医院',
  '苏州工业园区第一人民医院',
  '淮南矿业集团总医院',
  '南京市江宁区中医院',
  '南京江宁康复医院',
  '武汉市汉阳区妇幼保健院',
  '南京栖霞自来水厂',
  '南宁老邹建材批发部',
  '成都川渝人家餐饮管理有限公司',
  '臺灣鴻達精密股份有限公司',
  'Müller Haushaltswaren GmbH',
  'Blue Ocean Imports Ltd',
  'BlueStone Distribution Inc.',
  'Tran Hung Steel JSC',
  'Tran Hung Textile Co., Ltd',
  'Suzuki Shokai K.K.',
]
const index = buildNameIndex(names.map((name) => ({ id: name, name })))
const meant = (text: string) =>
  mentionsOf(plainOf(text), index).map(({ customer }) => (customer === null ? null : names[customer]))

describe('a customer is found', () => {
  test.each([
    ['by its whole name', '常州力创轴承有限公司来电', '常州力创轴承有限公司'],
    ['by its own name', '去了力创', '常州力创轴承有限公司'],
    ['by own name and trade', '立创电机要货', '常州立创电机有限公司'],
    ['by place and own name', '常州立创说', '常州立创电机有限公司'],
    ['by the longer of two names', '恒达隆退货', '东莞恒达隆塑胶有限公司'],
    ['by its sound, with the trade', '利创轴承的样品', '常州力创轴承有限公司'],
    ['by the branch in brackets', '大连恒信那边', '恒信液压(大连)有限公司'],
    ['by number and place of a hospital', '苏州二院检验科', '苏州市第二人民医院'],
    ['by its district', '园区一院手术室', '苏州工业园区第一人民医院'],
    ['by an abbreviation', '淮矿总院的CT', '淮南矿业集团总医院'],
    ['beside its neighbour', '江宁区中医院设备科', '南京市江宁区中医院'],
    ['by what the town calls it', '妇幼陆主任', '武汉市汉阳区妇幼保健院'],
    ['by place and kind', '栖霞水厂停机', '南京栖霞自来水厂'],
    ['by the man it is named after', '老邹那边要货', '南宁老邹建材批发部'],
    ['by the beginning of its name', '川渝店长', '成都川渝人家餐饮管理有限公司'],
    ['in the other writing', '鸿达精密来访', '臺灣鴻達精密股份有限公司'],
    ['without accents', 'muller下单了', 'Müller Haushaltswaren GmbH'],
    ['with umlauts typed out', 'Mueller下单了', 'Müller Haushaltswaren GmbH'],
    ['without the space', 'blueocean下单了', 'Blue Ocean Imports Ltd'],
    ['by its trade in Chinese', '越南Tran Hung钢铁', 'Tran Hung Steel JSC'],
    ['by the Japanese family', '铃木商会来信', 'Suzuki Shokai K.K.'],
  ])('%s', (_, text, name) => {
    expect(meant(text)).toEqual([name])
  })
})

describe('rather none than the wrong one', () => {
  test.each([
    ['siblings that nothing tells apart', '恒信说再等等', [null]],
    ['siblings in letters', 'Tran Hung 还没付款', [null]],
    ['the same name in another town', '苏州恒达来电', []],
    ['the same name in another trade', '恒达物流来电', []],
    ['a common word', '今天去了蓝色港湾', []],
    ['a person of that name', '铃木先生来电', []],
  ])('%s', (_, text, found) => {
    expect(meant(text)).toEqual(found)
  })

  test('siblings are told apart by what else is said', () => {
    expect(meant('恒信那边催液压泵站的货')).toEqual(['恒信液压(大连)有限公司'])
  })
})
