import { DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { localDay, localTime, zonedInstant } from '../../../platform/time.ts'
import { formatDay, timeZone } from '../../../web/lib/format.ts'
import { wordOf } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { Button } from '../../../web/ui/fields.tsx'
import type { CaptureDraft } from './draft.ts'
import { useNextDays } from './next-days.ts'

type Step = NonNullable<CaptureDraft['nextStep']>

/** When next and what for; nothing is planned until a day is tapped. */
export function NextStepFields({ draft, onChange }: { draft: CaptureDraft; onChange: (step: Step | null) => void }) {
  const { t } = useTranslation('follow-ups')
  const action = useOptions('nextStepAction')
  const zone = timeZone()
  const value = draft.nextStep
  const { days, usual } = useNextDays(draft)
  const set = (part: Partial<Step>) => onChange({ ...usual, ...value, ...part })
  const day = value && localDay(value.at, zone)
  const time = value ? localTime(value.at, zone) : '10:00'
  return (
    <div className="col g8">
      <div className="row g6 wrap">
        {days.map((each) => (
          <Button
            key={each}
            size="sm"
            className={each === day ? 'on' : ''}
            aria-pressed={each === day}
            onClick={() => set({ at: zonedInstant(each, time, zone).toISOString() })}
          >
            {formatDay(each)}
          </Button>
        ))}
        <DatePicker
          aria-label={t('fields.nextAt')}
          placeholder={t('otherTime')}
          showTime={{ format: 'HH:mm', minuteStep: 5 }}
          format="YYYY-MM-DD HH:mm"
          value={value ? dayjs(`${day}T${time}`) : null}
          style={{ width: 170 }}
          onChange={(next) =>
            next
              ? set({ at: zonedInstant(next.format('YYYY-MM-DD'), next.format('HH:mm'), zone).toISOString() })
              : onChange(null)
          }
        />
      </div>
      {value && (
        <div className="row g8">
          <Select
            aria-label={t('fields.nextAction')}
            value={value.action}
            options={action.choices.map((option) => ({ value: option.key, label: wordOf(option) }))}
            onChange={(next: string) => set({ action: next })}
            style={{ width: 130 }}
          />
          <Input
            aria-label={t('fields.nextGoal')}
            placeholder={t('goalHint')}
            maxLength={300}
            value={value.goal}
            onChange={(event) => set({ goal: event.target.value })}
          />
          <Button size="sm" kind="text" onClick={() => onChange(null)}>
            {t('noNextStep')}
          </Button>
        </div>
      )}
    </div>
  )
}
