import { InputNumber, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '../../../web/ui/desktop/form-parts.tsx'
import { SettingForm } from './setting-form.tsx'

const numbers = [
  { key: 'backfillDays', min: 0, max: 60, unit: 'days' },
  { key: 'reasonDays', min: 0, max: 365, unit: 'days' },
  { key: 'unratedRhythm', min: 1, max: 400, unit: 'workdays' },
  { key: 'coverageDays', min: 1, max: 365, unit: 'days' },
  { key: 'proofDays', min: 1, max: 365, unit: 'days' },
  { key: 'checkInMetres', min: 50, max: 10_000, unit: 'metres' },
  { key: 'remindMinutes', min: 0, max: 240, unit: 'minutes' },
  { key: 'escalateAfterDays', min: 0, max: 60, unit: 'workdays' },
] as const

export function FollowUpRules() {
  const { t } = useTranslation('settings')
  return (
    <SettingForm setting="followUpRules">
      {({ value, set, errors }) => (
        <>
          {numbers.map(({ key, min, max, unit }) => (
            <Field key={key} label={t(`followUpRules.${key}`)} hint={t(`followUpRules.${key}Hint`)} error={errors[key]}>
              {(id) => (
                <InputNumber
                  id={id}
                  min={min}
                  max={max}
                  precision={0}
                  value={value[key]}
                  suffix={t(`units.${unit}`)}
                  onChange={(next) => next !== null && set({ [key]: next })}
                  style={{ width: 160 }}
                />
              )}
            </Field>
          ))}
          <Field label={t('followUpRules.nightRule')} hint={t('followUpRules.nightRuleHint')} error={errors.nightRule}>
            {(id) => <Switch id={id} checked={value.nightRule} onChange={(nightRule) => set({ nightRule })} />}
          </Field>
        </>
      )}
    </SettingForm>
  )
}
