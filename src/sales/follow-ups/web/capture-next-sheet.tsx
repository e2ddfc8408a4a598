import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { localDay } from '../../../platform/time.ts'
import { formatDay, formatMoment, timeZone } from '../../../web/lib/format.ts'
import { wordOf } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { Button, TextField } from '../../../web/ui/fields.tsx'
import { PickChip } from '../../../web/ui/phone/chips.tsx'
import { DateTimeSheet } from '../../../web/ui/phone/date-time-sheet.tsx'
import { Sheet } from '../../../web/ui/phone/sheet.tsx'
import type { CaptureDraft } from './draft.ts'
import { atTen, useNextDays } from './next-days.ts'

/** Choices under one word. */
export function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="col g8">
      <span className="t13 c3">{title}</span>
      <div className="chips">{children}</div>
    </div>
  )
}

/** When next and what for. Days on offer skip rest days; the first choice follows the rhythm of the intent. */
export function NextStepSheet({
  open,
  close,
  draft,
  change,
}: {
  open: boolean
  close: () => void
  draft: CaptureDraft
  change: (part: Partial<CaptureDraft>) => void
}) {
  const { t } = useTranslation(['follow-ups', 'web'])
  const action = useOptions('nextStepAction')
  const { days, usual } = useNextDays(draft)
  const [chosen, setStep] = useState(draft.nextStep)
  const step = chosen ?? usual
  const [picking, setPicking] = useState(false)
  const save = () => {
    change({ nextStep: step })
    close()
  }
  return (
    <>
      <Sheet
        open={open && !picking}
        onClose={close}
        title={t('fields.nextStep')}
        pad
        footer={
          <Button kind="pri" wide onClick={save}>
            {t('nextStepDone', { when: formatMoment(step.at), action: action.word(step.action) })}
          </Button>
        }
      >
        <div className="col g16">
          <Group title={t('fields.nextAt')}>
            {days.map((day) => {
              const on = localDay(step.at, timeZone()) === day
              return (
                <PickChip key={day} on={on} onPress={() => setStep({ ...step, at: atTen(day) })}>
                  {formatDay(day)}
                </PickChip>
              )
            })}
            <PickChip on={false} onPress={() => setPicking(true)}>
              {t('otherTime')}
            </PickChip>
          </Group>
          <Group title={t('fields.nextAction')}>
            {action.choices.map((option) => (
              <PickChip
                key={option.key}
                on={step.action === option.key}
                onPress={() => setStep({ ...step, action: option.key })}
              >
                {wordOf(option)}
              </PickChip>
            ))}
          </Group>
          <TextField
            label={t('fields.nextGoal')}
            value={step.goal}
            maxLength={300}
            placeholder={t('goalHint')}
            onChange={(goal) => setStep({ ...step, goal })}
          />
          {draft.nextStep && (
            <Button
              kind="text"
              wide
              onClick={() => {
                change({ nextStep: null })
                close()
              }}
            >
              {t('noNextStep')}
            </Button>
          )}
        </div>
      </Sheet>
      <DateTimeSheet
        open={open && picking}
        onClose={() => setPicking(false)}
        title={t('fields.nextAt')}
        value={step.at}
        onChange={(at) => setStep({ ...step, at })}
      />
    </>
  )
}
