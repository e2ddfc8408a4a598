import { Drawer } from 'antd'
import { type FormEvent, type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useLeaveGuard } from '../../lib/leave-guard.ts'
import type { Submit } from '../../lib/submit.ts'
import { Button } from '../fields.tsx'
import { LeaveQuestion, useAskingClose } from './leave-question.tsx'

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

/** A form in a drawer. Closing with unsaved changes asks, and so does leaving the page. */
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
  const { close, question } = useAskingClose(open, dirty, onClose)
  const send = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  const foot = (
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
      {question}
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
