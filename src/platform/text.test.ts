import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { pinyinOf } from './pinyin.ts'
import * as text from './text.ts'

describe('the normal form', () => {
  test.each([
    ['full width becomes half width', 'ＡＢＣ１２３（苏州）', 'abc123(苏州)'],
    ['letters lose their case', 'TCL 王牌', 'tcl 王牌'],
    ['spaces become one', '  明锐 \u3000\n 电子 ', '明锐 电子'],
  ])('%s', (_name, given, expected) => expect(text.normalize(given)).toBe(expected))

  it('is its own normal form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (given) => {
        expect(text.normalize(text.normalize(given))).toBe(text.normalize(given))
      }),
    )
  })

  it('gives bigrams over Chinese only and over its seams', () => {
    expect(text.bigrams('华为技术')).toEqual(['华为', '为技', '技术'])
    expect(text.bigrams('3M中国')).toEqual(['m中', '中国'])
    expect(text.bigrams('Smith Sons')).toEqual([])
  })
})

/** Whether a record with these names and phones is found by the question. */
function finds(question: string, names: readonly string[], phones: readonly string[] = []): boolean {
  const terms = new Set(text.searchTerms({ names, phones, pinyin: names.map((name) => pinyinOf(name)) }))
  const asked = text.queryTerms(question)
  return asked.length > 0 && asked.every((term) => terms.has(term))
}
const company = (full: string): string[] => [full, ...text.shortNames(full)]

describe('search', () => {
  test.each([
    ['Chinese from the start', '苏州明锐', '苏州明锐电子有限公司'],
    ['Chinese from the middle', '锐电', '苏州明锐电子有限公司'],
    ['Chinese at the end', '有限公司', '苏州明锐电子有限公司'],
    ['the first character alone', '华', '华为技术有限公司'],
    ['two parts in any order', '电子 明锐', '苏州明锐电子有限公司'],
    ['full-width letters', 'ＴＣＬ王牌', 'TCL王牌电子有限公司'],
    ['a cut at the seam of letters and Chinese', 'L王牌', 'TCL王牌电子有限公司'],
    ['a number and Chinese', '3M中', '3M中国有限公司'],
    ['the start of a word', 'har', 'Smith & Sons Hardware'],
    ['words with a sign between', "o'neil", "O'Neil Ltd"],
    ['the initials of the short name', 'hwjs', '深圳市华为技术有限公司'],
    ['the initials in capitals', 'MRDZ', '苏州明锐电子有限公司'],
    ['the initials of the whole name', 'szmr', '苏州明锐电子有限公司'],
    ['the start of the full pinyin', 'mingrui', '苏州明锐电子有限公司'],
    ['the start of a syllable', 'huaw', '华为技术有限公司'],
    ['pinyin of many sounds', 'chongqing', '重庆银行股份有限公司'],
    ['letters longer than a term', 'internationalisation', 'Internationalisation Partners'],
    ['rare characters', '𠮷野', '𠮷野家餐饮'],
    ['other scripts', 'газ', 'Газпром'],
    ['spaces typed between Chinese', '明 锐 电', '苏州明锐电子有限公司'],
  ])('finds %s', (_name, question, full) => expect(finds(question, company(full))).toBe(true))

  test.each([
    ['another company', '华锐', '苏州明锐电子有限公司'],
    ['one that has only one of two parts', '明锐 机械', '苏州明锐电子有限公司'],
    ['the middle of a word', 'ware', 'Smith & Sons Hardware'],
    ['initials that do not start a name', 'wjs', '华为技术有限公司'],
    ['anything for an empty question', '  ', '苏州明锐电子有限公司'],
    ['anything for signs only', '%_*', '苏州明锐电子有限公司'],
  ])('does not find %s', (_name, question, full) => expect(finds(question, company(full))).toBe(false))

  test.each([
    ['the last four digits', '5678', true],
    ['the last seven digits', '2345678', true],
    ['the whole number', '138 1234 5678', true],
    ['the number with +86', '+86 138-1234-5678', true],
    ['the first seven digits', '1381234', true],
    ['three digits', '678', false],
    ['other digits', '5679', false],
    ['digits from the middle', '1234', false],
  ])('by phone: %s (%s) → %s', (_name, question, expected) =>
    expect(finds(question, ['王总'], ['13812345678'])).toBe(expected),
  )

  it('finds a number that is part of a name', () => {
    expect(finds('1688', ['1688商城'])).toBe(true)
    expect(finds('58', ['58同城'])).toBe(true)
  })

  it('finds every Chinese name by each of its parts of two characters and more', () => {
    const name = fc.stringMatching(/^[\u4e00-\u9fa5]{2,12}$/)
    fc.assert(
      fc.property(name, fc.nat(), fc.nat(), (full, a, b) => {
        const from = a % (full.length - 1)
        const part = full.slice(from, from + 2 + (b % (full.length - from - 1)))
        const terms = text.searchTerms({ names: [full] })
        expect(text.queryTerms(part).every((term) => terms.includes(term))).toBe(true)
      }),
    )
  })

  it('takes any text without breaking and never stores an empty or overlong term', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, phone) => {
        for (const term of text.searchTerms({ names: [name], phones: [phone] })) expect(term.length).toBeGreaterThan(0)
        text.queryTerms(name)
      }),
    )
  })
})

describe('pinyin', () => {
  test.each([
    ['华为技术', 'company', 'huaweijishu', 'hwjs'],
    ['长沙重庆银行', 'company', 'changshachongqingyinhang', 'cscqyh'],
    ['TCL王牌', 'company', 'tclwangpai', 'tclwp'],
    ['单雄信', 'person', 'shanxiongxin', 'sxx'],
    ['Smith & Sons', 'company', 'smithsons', 'smithsons'],
    ['', 'company', '', ''],
  ] as const)('of %s (%s) is %s', (name, kind, full, initials) =>
    expect(pinyinOf(name, kind)).toEqual({ full, initials }),
  )
})

describe('phone numbers', () => {
  test.each([
    ['13812345678', '13812345678'],
    ['138 1234 5678', '13812345678'],
    ['138-1234-5678', '13812345678'],
    ['１３８１２３４５６７８', '13812345678'],
    ['+86 138 1234 5678', '13812345678'],
    ['86-13812345678', '13812345678'],
    ['008613812345678', '13812345678'],
    ['(+86)13812345678', '13812345678'],
    ['0512-6655 1234', '051266551234'],
    ['(0512)66551234', '051266551234'],
    ['+86 512 6655 1234', '051266551234'],
    ['021—12345678', '02112345678'],
    ['0512-66551234-801', '051266551234-801'],
    ['0512-66551234转801', '051266551234-801'],
    ['021-12345678 ext. 12', '02112345678-12'],
    ['400-820-1234', '4008201234'],
    ['+1 (415) 555-0123', '+14155550123'],
    ['0044 20 7946 0958', '+442079460958'],
    ['66551234', '66551234'],
  ])('%s is %s', (given, expected) => {
    expect(text.normalizePhone(given)).toBe(expected)
    expect(text.isPhone(given)).toBe(true)
    expect(text.normalizePhone(expected)).toBe(expected)
  })

  test.each([
    '',
    '12345',
    '1381234567',
    '138123456789',
    '23812345678',
    '王总',
    'a@b.cn',
    '13812345678 王总',
    '138****5678',
    '+0123456789',
  ])('%s is no phone number', (given) => expect(text.isPhone(given)).toBe(false))

  test.each([
    ['13812345678', '138****5678'],
    ['+86 138 1234 5678', '138****5678'],
    ['0512-66551234', '051****1234'],
    ['+14155550123', '+14****0123'],
    ['66551234', '****34'],
    ['', ''],
    ['无', '****'],
  ])('%s is shown as %s', (given, expected) => expect(text.maskPhone(given)).toBe(expected))

  it('never show more than seven digits once masked', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?[\d -]{5,20}$/), (given) => {
        expect(text.maskPhone(given).replace(/\D/g, '').length).toBeLessThanOrEqual(7)
      }),
    )
  })

  test.each([
    ['li.ming@example.com', 'l***@example.com'],
    ['李@x.cn', '李***@x.cn'],
    ['nobody', '***'],
    ['@x.cn', '***'],
    ['', ''],
  ])('the address %s is shown as %s', (given, expected) => expect(text.maskEmail(given)).toBe(expected))
})
