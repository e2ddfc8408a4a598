import { Drawer } from 'antd'
import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLeaveGuard } from '../../lib/leave-guard.ts'
import type { Submit } from '../../lib/submit.ts'
import { Button } from '../fields.tsx'
import { LeaveQuestion } from './record-form.tsx'

/** Label above, refusal or hint below; the input takes the given id. */
export function Field({
  label,
  error,
  hint,
  required,
  children,
}: {
  label: ReactNode
  error?: string | undefined
  hint?: ReactNode
  required?: boolean
  children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className="fld">
      <div className="lab">
        <label htmlFor={id}>
          {label}
          {required && <span className="req">*</span>}
        </label>
      </div>
      {children(id)}
      {error ? (
        <div className="err" role="alert">
          {error}
        </div>
      ) : (
        hint && <div className="hint">{hint}</div>
      )}
    </div>
  )
}

export interface FormDrawerProps {
  open: boolean
  title: ReactNode
  onClose: () => void
  onSubmit: () => void
  sending: Submit
  dirty: boolean
  submitText?: string
  size?: number
  /** Left in the foot: further actions. */
  more?: ReactNode
  children: ReactNode
}

/** A form in a drawer. Closing with unsaved changes asks in the foot, leaving the page asks too. */
export function FormDrawer({
  open,
  title,
  onClose,
  onSubmit,
  sending,
  dirty,
  submitText,
  size = 480,
  more,
  children,
}: FormDrawerProps) {
  const { t } = useTranslation('web')
  const form = useId()
  const guard = useLeaveGuard(open && dirty)
  const [asking, setAsking] = useState(false)
  useEffect(() => setAsking(false), [open])
  const close = () => (dirty ? setAsking(true) : onClose())
  const send = (event: FormEvent) => {
    event.preventDefault()
    setAsking(false)
    onSubmit()
  }
  const foot = asking ? (
    <div className="row g8" role="alert">
      <span className="grow">{t('draft.leaveTitle')}</span>
      <Button onClick={onClose}>{t('draft.leave')}</Button>
      <Button kind="pri" onClick={() => setAsking(false)}>
        {t('draft.stay')}
      </Button>
    </div>
  ) : (
    <div className="row g8">
      {more}
      <span className="grow" />
      <Button onClick={close}>{t('actions.cancel')}</Button>
      <Button kind="pri" type="submit" form={form} busy={sending.busy}>
        {submitText ?? t('actions.save')}
      </Button>
    </div>
  )
  return (
    <Drawer
      open={open}
      onClose={close}
      size={size}
      closable={{ placement: 'end' }}
      title={title}
      footer={foot}
      destroyOnHidden
    >
      <form id={form} className="col g16" onSubmit={send} noValidate>
        <Problem text={sending.problem} />
        {children}
      </form>
      <LeaveQuestion guard={guard} />
    </Drawer>
  )
}

/** The sentence of a refusal that concerns no single field. */
export function Problem({ text }: { text: string | undefined }) {
  return text ? (
    <div className="ban bad" role="alert">
      {text}
    </div>
  ) : null
}

/** Foot of a section that is a form: appears as soon as something changed. */
export function SaveBar({
  dirty,
  sending,
  onSave,
  onReset,
}: {
  dirty: boolean
  sending: Submit
  onSave: () => void
  onReset: () => void
}) {
  const { t } = useTranslation('web')
  const guard = useLeaveGuard(dirty)
  return (
    <>
      <Problem text={sending.problem} />
      <div className="row g8">
        <Button kind="pri" busy={sending.busy} disabled={!dirty} onClick={onSave}>
          {t('actions.save')}
        </Button>
        {dirty && <Button onClick={onReset}>{t('actions.cancel')}</Button>}
      </div>
      <LeaveQuestion guard={guard} />
    </>
  )
}
