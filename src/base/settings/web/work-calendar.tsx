import { Checkbox, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDayLong } from '../../../web/lib/format.ts'
import { language } from '../../../web/lib/i18n.ts'
import { Field } from '../../../web/ui/desktop/form-parts.tsx'
import { Button, Segmented } from '../../../web/ui/fields.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import type { SettingValues } from '../contract.ts'
import { SettingForm } from './setting-form.tsx'

const countries = [
  'CN',
  'HK',
  'TW',
  'MO',
  'SG',
  'MY',
  'JP',
  'KR',
  'TH',
  'VN',
  'ID',
  'IN',
  'AE',
  'US',
  'CA',
  'GB',
  'DE',
  'FR',
  'AU',
]
// 1 January 2024 was a Monday.
const weekday = (n: number): string =>
  new Intl.DateTimeFormat(language(), { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, n))

export function WorkCalendar() {
  const { t } = useTranslation('settings')
  const names = new Intl.DisplayNames(language(), { type: 'region' })
  return (
    <SettingForm setting="calendar">
      {({ value, set, errors }) => (
        <>
          <Field label={t('calendar.country')} hint={t('calendar.countryHint')} error={errors.country}>
            {(id) => (
              <Select
                id={id}
                showSearch={{ optionFilterProp: 'label' }}
                value={value.country}
                options={[...new Set([...countries, value.country])].map((key) => ({
                  value: key,
                  label: names.of(key) ?? key,
                }))}
                onChange={(country) => set({ country })}
                style={{ width: 220 }}
              />
            )}
          </Field>
          <Field label={t('calendar.rest')} error={errors.restWeekdays}>
            {() => (
              <Checkbox.Group
                value={value.restWeekdays}
                options={[1, 2, 3, 4, 5, 6, 7].map((n) => ({ value: n, label: weekday(n) }))}
                onChange={(days) => set({ restWeekdays: days.map(Number).sort() })}
              />
            )}
          </Field>
          <Field label={t('calendar.overrides')} hint={t('calendar.overridesHint')} error={errors.overrides}>
            {(id) => <Overrides id={id} days={value.overrides} onChange={(overrides) => set({ overrides })} />}
          </Field>
        </>
      )}
    </SettingForm>
  )
}

type Days = SettingValues['calendar']['overrides']

function Overrides({ id, days, onChange }: { id: string; days: Days; onChange: (days: Days) => void }) {
  const { t } = useTranslation(['settings', 'web'])
  const [day, setDay] = useState<string | null>(null)
  const [kind, setKind] = useState<'rest' | 'work'>('rest')
  const add = () => {
    if (day) onChange({ ...days, [day]: kind })
    setDay(null)
  }
  return (
    <div className="col g8">
      {Object.entries(days)
        .sort(([a], [b]) => b.localeCompare(a))
        .map(([each, what]) => (
          <div key={each} className="row g8 t13">
            <span style={{ width: 160 }}>{formatDayLong(each)}</span>
            <Tag tone={what === 'rest' ? 'info' : 'pri'}>{t(`calendar.${what === 'rest' ? 'off' : 'work'}`)}</Tag>
            <Button
              kind="text"
              size="xs"
              aria-label={t('calendar.remove', { day: formatDayLong(each) })}
              icon={<X size={14} />}
              onClick={() => onChange(Object.fromEntries(Object.entries(days).filter(([key]) => key !== each)))}
            />
          </div>
        ))}
      <div className="row g8">
        <DatePicker
          id={id}
          value={day ? dayjs(day) : null}
          onChange={(next) => setDay(next?.format('YYYY-MM-DD') ?? null)}
          style={{ width: 160 }}
        />
        <Segmented
          label={t('calendar.overrides')}
          value={kind}
          onChange={setKind}
          choices={(['rest', 'work'] as const).map((value) => ({
            value,
            label: t(`calendar.${value === 'rest' ? 'off' : 'work'}`),
          }))}
        />
        <Button size="sm" disabled={!day} onClick={add}>
          {t('web:actions.add')}
        </Button>
      </div>
    </div>
  )
}
