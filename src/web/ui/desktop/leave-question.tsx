import { Modal } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeaveGuard } from '../../lib/leave-guard.ts'

/** Asks before unsaved words are lost. */
export function LeaveQuestion({ guard }: { guard: LeaveGuard }) {
  const { t } = useTranslation('web')
  return (
    <Modal
      open={guard.asking}
      title={t('draft.leaveTitle')}
      okText={t('draft.stay')}
      cancelText={t('draft.leave')}
      onOk={guard.stay}
      onCancel={guard.leave}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={400}
    >
      {t('draft.leaveText')}
    </Modal>
  )
}

/** How to close a drawer or dialog: at once, or with unsaved changes after the `question`, which stands inside it. */
export function useAskingClose(
  open: boolean,
  dirty: boolean,
  onClose: () => void,
): { close: () => void; question: ReactNode } {
  const [asking, setAsking] = useState(false)
  useEffect(() => setAsking(false), [open])
  return {
    close: () => (dirty ? setAsking(true) : onClose()),
    question: <LeaveQuestion guard={{ asking, stay: () => setAsking(false), leave: onClose }} />,
  }
}
