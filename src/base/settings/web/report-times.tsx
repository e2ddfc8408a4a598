import { InputNumber, Switch, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { Field } from '../../../web/ui/desktop/form-parts.tsx'
import { SettingForm } from './setting-form.tsx'

function Time({
  label,
  hint,
  error,
  value,
  onChange,
}: {
  label: string
  hint?: string
  error: string | undefined
  value: string
  onChange: (value: string) => void
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(id) => (
        <TimePicker
          id={id}
          format="HH:mm"
          minuteStep={5}
          allowClear={false}
          needConfirm={false}
          value={dayjs(`2000-01-01T${value}`)}
          onChange={(time) => time && onChange(time.format('HH:mm'))}
          style={{ width: 160 }}
        />
      )}
    </Field>
  )
}

export function ReportTimes() {
  const { t } = useTranslation('settings')
  return (
    <SettingForm setting="reportTimes">
      {({ value, set, errors }) => (
        <>
          <Time
            label={t('reportTimes.draftAt')}
            hint={t('reportTimes.draftHint')}
            error={errors.draftAt}
            value={value.draftAt}
            onChange={(draftAt) => set({ draftAt })}
          />
          <div className="row g16" style={{ alignItems: 'flex-start' }}>
            <Time
              label={t('reportTimes.dueField')}
              error={errors['dueAt.field']}
              value={value.dueAt.field}
              onChange={(field) => set({ dueAt: { ...value.dueAt, field } })}
            />
            <Time
              label={t('reportTimes.dueInside')}
              error={errors['dueAt.inside']}
              value={value.dueAt.inside}
              onChange={(inside) => set({ dueAt: { ...value.dueAt, inside } })}
            />
          </div>
          <Time
            label={t('reportTimes.lateUntil')}
            hint={t('reportTimes.lateHint')}
            error={errors.lateUntil}
            value={value.lateUntil}
            onChange={(lateUntil) => set({ lateUntil })}
          />
          <Field label={t('reportTimes.autoSubmit')} hint={t('reportTimes.autoHint')} error={errors.autoSubmit}>
            {(id) => <Switch id={id} checked={value.autoSubmit} onChange={(autoSubmit) => set({ autoSubmit })} />}
          </Field>
          <Field label={t('reportTimes.trialDays')} hint={t('reportTimes.trialHint')} error={errors.trialDays}>
            {(id) => (
              <InputNumber
                id={id}
                min={0}
                max={30}
                precision={0}
                value={value.trialDays}
                onChange={(days) => set({ trialDays: days ?? 0 })}
                style={{ width: 160 }}
              />
            )}
          </Field>
          <Field label={t('reportTimes.managersOwe')} hint={t('reportTimes.managersHint')} error={errors.managersOwe}>
            {(id) => <Switch id={id} checked={value.managersOwe} onChange={(managersOwe) => set({ managersOwe })} />}
          </Field>
        </>
      )}
    </SettingForm>
  )
}
