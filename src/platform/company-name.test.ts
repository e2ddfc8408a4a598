import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { shortName, shortNames } from './company-name.ts'

describe('the short names of a company', () => {
  test.each([
    ['drop city and legal form, then the trade', '苏州明锐电子有限公司', ['明锐电子', '明锐']],
    ['drop 市 and the district', '佛山市顺德区美骏电器有限公司', ['美骏电器', '美骏']],
    ['drop a development zone', '苏州工业园区恒力精密机械有限公司', ['恒力精密机械', '恒力精密', '恒力']],
    ['drop province and city', '广西壮族自治区南宁市梅园食品有限公司', ['梅园食品', '梅园']],
    ['drop the place in brackets, also full-width', '国康医药（河南）有限公司', ['国康医药', '国康']],
    ['drop 集团, 股份 and 控股', '山东正号环保工程集团股份有限公司', ['正号环保工程', '正号环保', '正号']],
    ['drop the branch', '上海明锐(集团)有限公司北京分公司', ['明锐']],
    ['keep each step of several trades', '深圳优拼网络科技有限公司', ['优拼网络科技', '优拼网络', '优拼']],
    ['keep the place that is the name', '青岛啤酒股份有限公司', ['青岛啤酒']],
    ['keep the place before an only trade', '海南航空控股股份有限公司', ['海南航空']],
    ['keep the place of a bank', '北京银行股份有限公司', ['北京银行']],
    ['keep an institution whole', '杭州市余杭区第一人民医院', ['杭州市余杭区第一人民医院']],
    ['work on a shop', '柳州老覃建材批发部', ['老覃建材批发部', '老覃建材', '老覃']],
    ['ignore spaces between characters', '苏州 明锐 电子有限公司', ['明锐电子', '明锐']],
    ['drop a foreign legal form', 'Oceanic Traders Pty Ltd', ['Oceanic Traders']],
    ['drop Co., Ltd.', 'Shenzhen ABC Technology Co., Ltd.', ['Shenzhen ABC Technology']],
    ['drop GmbH', 'Müller Maschinenbau GmbH', ['Müller Maschinenbau']],
    ['keep what cannot be shortened', '明锐', ['明锐']],
    ['keep a name that is only a legal form', '有限公司', ['有限公司']],
    ['are none for no name', '  ', []],
  ])('%s', (_name, full, expected) => expect(shortNames(full)).toEqual(expected))

  it('start with the one to show', () => {
    expect(shortName('苏州明锐电子有限公司')).toBe('明锐电子')
    expect(shortName('')).toBe('')
  })

  it('are never empty and get shorter for whatever text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[苏州市明锐电子科技集团有限公司()（）]{0,24}$/)),
        (text) => {
          const names = shortNames(text)
          for (const [i, name] of names.entries()) {
            expect(name).not.toBe('')
            if (i > 0) expect(name.length).toBeLessThan(names[i - 1]?.length ?? 0)
          }
        },
      ),
    )
  })
})
