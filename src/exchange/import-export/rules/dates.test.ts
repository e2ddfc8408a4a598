import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Cell } from '../contract.ts'
import { dateOrderOf, readDay, withYear } from './dates.ts'

const reference = '2026-03-10'
const dayOf = (cell: Cell): string | null => readDay(cell, { reference })?.day ?? null

describe('the day of a cell', () => {
  test.each<[Cell, string | null]>([
    ['2024.3.5', '2024-03-05'],
    ['2024/3/5', '2024-03-05'],
    ['2024-03-05', '2024-03-05'],
    ['2024年3月5日', '2024-03-05'],
    ['2024 年 3 月 5 号', '2024-03-05'],
    ['2024 .3 .5', '2024-03-05'],
    ['20240305', '2024-03-05'],
    [20240305, '2024-03-05'],
    [45123, '2023-07-16'],
    [45123.5, '2023-07-16'],
    ['45123', '2023-07-16'],
    ['24.3.5', '2024-03-05'],
    ['24年3月5日', '2024-03-05'],
    ['240305', '2024-03-05'],
    ['3月5日', '2026-03-05'],
    ['3月12号', '2025-03-12'],
    ['3.5', '2026-03-05'],
    ['3/5', '2026-03-05'],
    ['12/30', '2025-12-30'],
    [3.15, '2025-03-15'],
    [3.5, '2026-03-05'],
    ['Mar 5, 2024', '2024-03-05'],
    ['5 March 2024', '2024-03-05'],
    ['5-Mar-24', '2024-03-05'],
    ['13/5/2024', '2024-05-13'],
    ['5/13/2024', '2024-05-13'],
    ['4/4/2024', '2024-04-04'],
    [{ day: '2024-03-05', time: null }, '2024-03-05'],
    ['2024-03-05 14:30:00', '2024-03-05'],
    ['2024-03-05T14:30:00Z', '2024-03-05'],
    ['2024-3-5(周二)', '2024-03-05'],
    ['2024年3月', '2024-03-01'],
    ['202403', '2024-03-01'],
    ['２０２４．３．５', '2024-03-05'],
    ['2024.2.30', null],
    ['2025-13-1', null],
    ['2.30', null],
    ['昨天', null],
    ['下礼拜去', null],
    ['下周三', null],
    ['', null],
    [null, null],
    ['3/5/2024', null],
    [3.1, null],
    ['201203', null],
    ['3/5-3/7', null],
    ['2024.3.5、2024.4.1', null],
    ['13800138000', null],
    [120, null],
    ['客户说3天后', null],
  ])('%j → %s', (cell, day) => expect(dayOf(cell)).toBe(day))

  it('keeps time, words around, precision and whether the year was written', () => {
    expect(readDay('2024/3/5 下午2:30', { reference })).toEqual({
      day: '2024-03-05',
      time: '14:30',
      assumedYear: false,
      precision: 'day',
      rest: '',
    })
    expect(readDay('3月5号下午拜访', { reference })).toMatchObject({
      day: '2026-03-05',
      assumedYear: true,
      rest: '下午拜访',
    })
    expect(readDay('2024年3月', { reference })).toMatchObject({ precision: 'month' })
    expect(readDay(45123.5, { reference })).toMatchObject({ time: '12:00' })
  })

  it('reads 3/5/2024 in the order that the column proves', () => {
    expect(dateOrderOf(['3/5/2024', '3/15/2024'])).toBe('mdy')
    expect(dateOrderOf(['3/5/2024', '15/3/2024'])).toBe('dmy')
    expect(dateOrderOf(['13/5/2024', '5/13/2024'])).toBeNull()
    expect(dateOrderOf(['24.2.19', '25.9.26', '2024-03-05'])).toBeNull()
    expect(readDay('3/5/2024', { reference, order: 'mdy' })?.day).toBe('2024-03-05')
    expect(readDay('3/5/2024', { reference, order: 'dmy' })?.day).toBe('2024-05-03')
    expect(readDay('24.2.19', { reference, order: 'dmy' })?.day).toBe('2024-02-19')
  })

  it('relates a plan without a year to the nearest day', () => {
    expect(readDay('4月1日', { reference, lean: 'near' })?.day).toBe('2026-04-01')
    expect(readDay('3月5日', { reference, lean: 'near' })?.day).toBe('2026-03-05')
    expect(readDay('1月3日', { reference: '2026-12-28', lean: 'near' })?.day).toBe('2027-01-03')
    expect(withYear(2, 29, reference, 'past')).toBe('2024-02-29')
    expect(withYear(2, 30, reference, 'past')).toBeNull()
  })

  it('reads every day back in every usual spelling', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2049-12-31'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10)
          const [year, month, number] = day.split('-').map(Number)
          for (const text of [
            day,
            `${year}.${month}.${number}`,
            `${year}/${month}/${number}`,
            `${year}年${month}月${number}日`,
            day.replaceAll('-', ''),
          ])
            expect(dayOf(text)).toBe(day)
        },
      ),
    )
  })
})
