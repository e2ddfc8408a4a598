import { DatePicker, Modal } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, localDay, localTime, zonedInstant } from '../../../platform/time.ts'
import { formatDay, timeZone, today } from '../../lib/format.ts'
import { Button } from '../fields.tsx'

/** Asks for a day and a time in the person's zone: the next days in one tap, or any other. Answers with an ISO instant. */
export function MomentDialog({
  open,
  title,
  value,
  onClose,
  onChoose,
}: {
  open: boolean
  title: string
  value?: string
  onClose: () => void
  onChoose: (at: string) => void
}) {
  const { t } = useTranslation('web')
  const zone = timeZone()
  const start = (): dayjs.Dayjs =>
    value && Date.parse(value) > Date.now()
      ? dayjs(`${localDay(value, zone)}T${localTime(value, zone)}`)
      : dayjs(`${addDays(today(), 1)}T${value ? localTime(value, zone) : '10:00'}`)
  const [wall, setWall] = useState(start)
  useEffect(() => {
    if (open) setWall(start())
  }, [open, value])
  const choose = (): void => {
    onChoose(zonedInstant(wall.format('YYYY-MM-DD'), wall.format('HH:mm'), zone).toISOString())
    onClose()
  }
  return (
    <Modal
      open={open}
      title={title}
      onCancel={onClose}
      onOk={choose}
      okText={t('actions.confirm')}
      cancelText={t('actions.cancel')}
      width={420}
      destroyOnHidden
    >
      <div className="row g8 wrap" style={{ padding: '8px 0 12px' }}>
        {[1, 2, 3, 7, 14].map((n) => {
          const day = addDays(today(), n)
          return (
            <Button
              key={n}
              size="sm"
              aria-pressed={wall.format('YYYY-MM-DD') === day}
              className={wall.format('YYYY-MM-DD') === day ? 'on' : ''}
              onClick={() => setWall(dayjs(`${day}T${wall.format('HH:mm')}`))}
            >
              {formatDay(day)}
            </Button>
          )
        })}
      </div>
      <DatePicker
        showTime={{ format: 'HH:mm', minuteStep: 5 }}
        format="YYYY-MM-DD HH:mm"
        allowClear={false}
        value={wall}
        onChange={(next) => next && setWall(next)}
        style={{ width: '100%' }}
      />
    </Modal>
  )
}
