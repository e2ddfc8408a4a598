import { DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { Field } from '../../../web/ui/desktop/form-parts.tsx'
import { SettingForm } from './setting-form.tsx'

const scenarios = ['enterprise', 'growth', 'channel', 'service', 'foreignTrade', 'project'] as const
const zones = Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') }))
const currencies = [
  'CNY',
  'USD',
  'EUR',
  'HKD',
  'TWD',
  'JPY',
  'KRW',
  'SGD',
  'GBP',
  'AUD',
  'CAD',
  'MYR',
  'THB',
  'VND',
  'IDR',
  'INR',
  'AED',
]
const search = { optionFilterProp: 'label' }

export function CompanySettings() {
  const { t } = useTranslation(['settings', 'people'])
  return (
    <SettingForm setting="company">
      {({ value, set, errors }) => (
        <>
          <Field label={t('company.name')} required error={errors.name}>
            {(id) => (
              <Input
                id={id}
                value={value.name}
                maxLength={100}
                onChange={(event) => set({ name: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('company.scenario')} hint={t('company.scenarioHint')} error={errors.scenario}>
            {(id) => (
              <Select
                id={id}
                value={value.scenario}
                options={scenarios.map((key) => ({
                  value: key,
                  label: `${t(`people:scenarios.${key}.name`)} · ${t(`people:scenarios.${key}.text`)}`,
                }))}
                onChange={(scenario) => set({ scenario })}
                style={{ width: '100%' }}
              />
            )}
          </Field>
          <Field label={t('company.currency')} hint={t('company.currencyHint')} error={errors.currency}>
            {(id) => (
              <Select
                id={id}
                showSearch={search}
                value={value.currency}
                options={[...new Set([...currencies, value.currency])].map((key) => ({ value: key, label: key }))}
                onChange={(currency) => set({ currency })}
                style={{ width: 160 }}
              />
            )}
          </Field>
          <Field label={t('company.timeZone')} hint={t('company.timeZoneHint')} error={errors.timeZone}>
            {(id) => (
              <Select
                id={id}
                showSearch={search}
                value={value.timeZone}
                options={zones}
                onChange={(timeZone) => set({ timeZone })}
                style={{ width: '100%' }}
              />
            )}
          </Field>
          <Field label={t('company.locale')} hint={t('company.localeHint')} error={errors.locale}>
            {(id) => (
              <Select
                id={id}
                value={value.locale}
                options={[
                  { value: 'zh-CN', label: '简体中文' },
                  { value: 'en', label: 'English' },
                ]}
                onChange={(locale) => set({ locale })}
                style={{ width: 160 }}
              />
            )}
          </Field>
          <Field label={t('company.goLiveOn')} hint={t('company.goLiveHint')} error={errors.goLiveOn}>
            {(id) => (
              <DatePicker
                id={id}
                value={value.goLiveOn ? dayjs(value.goLiveOn) : null}
                onChange={(day) => set({ goLiveOn: day?.format('YYYY-MM-DD') ?? null })}
                style={{ width: 160 }}
              />
            )}
          </Field>
        </>
      )}
    </SettingForm>
  )
}
