import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { localDay, localTime, weekday, zonedInstant } from '../../../platform/time.ts'
import { formatDay, formatMoment, moveDay, timeZone, today } from '../../lib/format.ts'
import { Button } from '../fields.tsx'
import { PickChip } from './chips.tsx'
import { Sheet } from './sheet.tsx'

/** A day or an instant: near days as chips, the phone's own wheels below. `value` is `YYYY-MM-DD` without time, else an ISO instant. */
export function DateTimeSheet({
  open,
  onClose,
  title,
  value,
  onChange,
  withTime = true,
}: {
  open: boolean
  onClose: () => void
  title: string
  value: string | null
  onChange: (value: string) => void
  withTime?: boolean
}) {
  return (
    <Sheet open={open} onClose={onClose} title={title} pad>
      <DateTime
        key={value ?? 'none'}
        start={value}
        withTime={withTime}
        onDone={(next) => {
          onChange(next)
          onClose()
        }}
      />
    </Sheet>
  )
}

/** The inside of the sheet. */
function DateTime({
  start,
  withTime,
  onDone,
}: {
  start: string | null
  withTime: boolean
  onDone: (value: string) => void
}) {
  const { t } = useTranslation('web')
  const zone = timeZone()
  const now = today()
  const [day, setDay] = useState(start ? (start.length > 10 ? localDay(start, zone) : start) : now)
  const [time, setTime] = useState(start && start.length > 10 ? localTime(start, zone) : '09:00')
  const near = [now, moveDay(now, 1), moveDay(now, 2), moveDay(now, 8 - weekday(now))].filter(
    (each, index, all) => all.indexOf(each) === index,
  )
  const value = withTime ? zonedInstant(day, time || '09:00', zone).toISOString() : day
  return (
    <div className="col g12">
      <div className="chips">
        {near.map((each) => (
          <PickChip key={each} on={each === day} onPress={() => setDay(each)}>
            {formatDay(each)}
          </PickChip>
        ))}
      </div>
      <div className="row g8">
        <div className="inp grow">
          <input
            type="date"
            value={day}
            aria-label={t('fields.date')}
            onChange={(event) => event.target.value && setDay(event.target.value)}
          />
        </div>
        {withTime && (
          <div className="inp grow">
            <input
              type="time"
              value={time}
              aria-label={t('fields.time')}
              onChange={(event) => setTime(event.target.value)}
            />
          </div>
        )}
      </div>
      {withTime && (
        <div className="chips">
          {['09:00', '10:00', '14:00', '15:30', '17:00'].map((each) => (
            <PickChip key={each} on={each === time} onPress={() => setTime(each)}>
              {each}
            </PickChip>
          ))}
        </div>
      )}
      <Button kind="pri" wide onClick={() => onDone(value)}>
        {withTime ? formatMoment(value) : formatDay(value)}
      </Button>
    </div>
  )
}
