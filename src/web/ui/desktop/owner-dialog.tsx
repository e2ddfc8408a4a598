import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../../lib/words.ts'
import { ReferencePicker } from './reference-picker.tsx'

/** Chooses a person and hands over; the refusal stays beside the choice. */
export function OwnerDialog({
  open,
  title,
  onClose,
  onChoose,
}: {
  open: boolean
  title: string
  onClose: () => void
  onChoose: (userId: string) => Promise<void>
}) {
  const { t } = useTranslation('web')
  const [to, setTo] = useState<string | null>(null)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const choose = async (): Promise<void> => {
    if (!to) return
    setBusy(true)
    try {
      await onChoose(to)
      setTo(null)
      setProblem(undefined)
      onClose()
    } catch (error) {
      setProblem(errorText(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open={open}
      title={title}
      onCancel={onClose}
      onOk={() => void choose()}
      okText={t('actions.confirm')}
      cancelText={t('actions.cancel')}
      okButtonProps={{ disabled: !to }}
      confirmLoading={busy}
      width={400}
      destroyOnHidden
    >
      <ReferencePicker path="users" value={to} onChange={setTo} aria-label={title} />
      {problem && (
        <div className="ban bad" role="alert" style={{ marginTop: 12 }}>
          {problem}
        </div>
      )}
    </Modal>
  )
}
