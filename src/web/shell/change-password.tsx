import { Modal } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../lib/api.ts'
import { errorText, fieldErrors } from '../lib/words.ts'
import { PasswordField } from '../ui/fields.tsx'
import { toast } from '../ui/toast.tsx'

/** Own password: the present one and the next one, at least 8 characters. */
export function ChangePassword({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('shell')
  const form = useId()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [failure, setFailure] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const close = (): void => {
    setCurrent('')
    setNext('')
    setFailure(undefined)
    onClose()
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    try {
      await api.post('/api/me/password', { current, password: next })
      close()
      toast(t('password.done'))
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const errors = fieldErrors(failure)
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t('password.title')}
      okText={t('password.save')}
      okButtonProps={{ htmlType: 'submit', form, loading: busy }}
      width={400}
      destroyOnHidden
    >
      <form id={form} className="col g12" style={{ paddingBlock: 8 }} onSubmit={(event) => void submit(event)}>
        <PasswordField
          label={t('password.current')}
          value={current}
          onChange={setCurrent}
          autoComplete="current-password"
          error={errors.current}
          required
        />
        <PasswordField
          label={t('password.next')}
          value={next}
          onChange={setNext}
          autoComplete="new-password"
          minLength={8}
          hint={t('password.rule')}
          error={errors.password}
          required
        />
        {failure !== undefined && Object.keys(errors).length === 0 && (
          <div className="ban bad">{errorText(failure)}</div>
        )}
      </form>
    </Modal>
  )
}
