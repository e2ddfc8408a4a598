import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo } from '../../../web/lib/place.ts'
import { useAskingClose } from '../../../web/ui/desktop/leave-question.tsx'
import { MomentDialog } from '../../../web/ui/desktop/moment-dialog.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { nameOf, pageOf, recordingOf, type Step, useStepActs } from './steps.ts'

/** One step with everything that can be done to it. */
export function StepDialog({ step, onClose }: { step: Step | null; onClose: () => void }) {
  return step === null ? null : <Body key={step.id} step={step} onClose={onClose} />
}

function Body({ step, onClose }: { step: Step; onClose: () => void }) {
  const { t } = useTranslation(['next-steps', 'web'])
  const go = useGo()
  const acts = useStepActs()
  const action = useOptions('nextStepAction')
  const [moving, setMoving] = useState(false)
  const [dropping, setDropping] = useState(false)
  const [reason, setReason] = useState('')
  const { close, question } = useAskingClose(true, reason !== '', onClose)
  const isOpen = step.state === 'open' && step.abilities.edit
  const end = (done: Promise<void>) => void done.then(onClose)
  return (
    <>
      <Modal
        open={!moving}
        title={nameOf(step)}
        onCancel={close}
        width={460}
        footer={
          isOpen && (
            <div className="row g8">
              <Button kind="text" onClick={() => setDropping(!dropping)} aria-expanded={dropping}>
                {t('acts.drop')}
              </Button>
              <Button className="push" onClick={() => setMoving(true)}>
                {t('acts.move')}
              </Button>
              <Button onClick={() => end(acts.complete(step))}>{t('acts.complete')}</Button>
              <Button kind="pri" onClick={() => go(recordingOf(step))}>
                {t('calendar.record')}
              </Button>
            </div>
          )
        }
      >
        <div className="col g8">
          <div className="row g8">
            <span>{formatMoment(step.at)}</span>
            <span className="c2">{action.word(step.action)}</span>
            {step.state !== 'open' && <Tag>{t(`states.${step.state}`)}</Tag>}
          </div>
          {step.goal && <p>{step.goal}</p>}
          <div className="row g8 t13 c3">
            {step.owner?.name}
            <button type="button" className="link push" onClick={() => go(pageOf(step))}>
              {t(step.customer ? 'calendar.customer' : 'calendar.lead')}
            </button>
          </div>
          {dropping && (
            <div className="row g8">
              <Input
                autoFocus
                aria-label={t('calendar.dropReason')}
                placeholder={t('calendar.dropReason')}
                maxLength={300}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
              <Button disabled={!reason.trim()} onClick={() => end(acts.drop(step, reason.trim()))}>
                {t('acts.drop')}
              </Button>
            </div>
          )}
        </div>
        {question}
      </Modal>
      <MomentDialog
        open={moving}
        title={t('acts.move')}
        value={step.at}
        onClose={() => setMoving(false)}
        onChoose={(at) => end(acts.move(step, at))}
      />
    </>
  )
}
