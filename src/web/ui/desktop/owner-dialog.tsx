import { Checkbox, Modal } from 'antd'
import { UserRoundCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../../lib/words.ts'
import { Button } from '../fields.tsx'
import type { Ticked } from './record-list.tsx'
import { ReferencePicker } from './reference-picker.tsx'

/** Chooses a person and hands over, with what is still open if `along` names it; the refusal stays beside the choice. */
export function OwnerDialog({
  open,
  title,
  along,
  onClose,
  onChoose,
}: {
  open: boolean
  title: string
  along?: string
  onClose: () => void
  onChoose: (userId: string, withOpen: boolean) => Promise<void>
}) {
  const { t } = useTranslation('web')
  const [to, setTo] = useState<string | null>(null)
  const [withOpen, setWithOpen] = useState(true)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const choose = async (): Promise<void> => {
    if (!to) return
    setBusy(true)
    try {
      await onChoose(to, withOpen)
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
      {along && (
        <Checkbox checked={withOpen} onChange={(event) => setWithOpen(event.target.checked)} style={{ marginTop: 12 }}>
          {along}
        </Checkbox>
      )}
      {problem && (
        <div className="ban bad" role="alert" style={{ marginTop: 12 }}>
          {problem}
        </div>
      )}
    </Modal>
  )
}

/** Hands the ticked rows of a list over, which are ticked no more afterwards. */
export function AssignTicked({
  ticked,
  label,
  onAssign,
  ...asked
}: {
  ticked: Ticked
  label: string
  title: string
  along?: string
  onAssign: (ids: string[], userId: string, withOpen: boolean) => Promise<void>
}) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button size="sm" icon={<UserRoundCheck size={14} />} onClick={() => setAsking(true)}>
        {label}
      </Button>
      <OwnerDialog
        {...asked}
        open={asking}
        onClose={() => setAsking(false)}
        onChoose={async (userId, withOpen) => {
          await onAssign(ticked.ids, userId, withOpen)
          ticked.clear()
        }}
      />
    </>
  )
}
