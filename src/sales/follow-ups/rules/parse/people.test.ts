import { describe, expect, test } from 'vitest'
import { peopleOf } from './people.ts'

const told = (text: string, companies: string[] = []) => {
  const spans = companies.map((name) => ({ start: text.indexOf(name), end: text.indexOf(name) + name.length }))
  return peopleOf(text, spans, []).map(({ name, title }) => [
    name,
    title.map(({ start, end }) => text.slice(start, end)).join(''),
  ])
}

describe('people and their roles', () => {
  test.each([
    ['跟王总聊了', [['王总', '']]],
    ['设备科韩科长说', [['韩科长', '设备科科长']]],
    ['骨科的魏主任', [['魏主任', '骨科主任']]],
    ['质量经理吴倩提了四条', [['吴倩', '质量经理']]],
    ['采购经理王海涛谈了', [['王海涛', '采购经理']]],
    ['总工程师周明辉主持', [['周明辉', '总工程师']]],
    ['赵志远经理带人来', [['赵志远', '经理']]],
    ['裴岩CTO说', [['裴岩', 'CTO']]],
    ['采购经理姓蔺', [['蔺', '采购经理']]],
    ['技术科刀科长', [['刀科长', '技术科科长']]],
    ['老邵说可以', [['老邵', '']]],
    ['见了厂长', [['厂长', '厂长']]],
    ['欧阳经理来电', [['欧阳经理', '经理']]],
    ['采购Kevin问交期', [['Kevin', '采购']]],
    ['Herr Weber回了', [['Weber', '']]],
    ['张丹丹挺恼火', [['张丹丹', '']]],
  ])('%s', (text, people) => {
    expect(told(text)).toEqual(people)
  })

  test('a name may follow the company directly', () => {
    expect(told('川渝人家熊波说', ['川渝人家'])).toEqual([['熊波', '']])
    expect(told('浦江Peter打了电话', ['浦江'])).toEqual([['Peter', '']])
  })

  test.each(['采购部长期缺货', '工程总监', '小单先做', '金额不变', '施工方在催', '老样子', '周三再说', '任何经理都行'])(
    '%s names nobody',
    (text) => {
      expect(told(text)).toEqual([])
    },
  )

  test('a known contact is recognised by surname and role, and by the whole name', () => {
    const contacts = [
      { id: 'k1', customerId: 'c', name: '王海涛', title: '采购经理' },
      { id: 'k2', customerId: 'c', name: 'Anna Berg', title: null },
    ]
    expect(peopleOf('王经理说', [], contacts)[0]?.contact?.id).toBe('k1')
    expect(peopleOf('王厂长说', [], contacts)[0]?.contact ?? null).toBeNull()
    expect(peopleOf('anna berg wrote', [], contacts)[0]?.contact?.id).toBe('k2')
  })
})
