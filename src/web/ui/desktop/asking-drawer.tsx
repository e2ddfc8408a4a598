import { Drawer, type DrawerProps } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useAskingClose } from './leave-question.tsx'

/** A drawer around a form; closing it with unsaved changes asks first. */
export function AskingDrawer({
  open,
  onClose,
  children,
  ...drawer
}: Omit<DrawerProps, 'children' | 'onClose' | 'open'> & {
  open: boolean
  onClose: () => void
  /** The form is told how to close the drawer and tells whether something is unsaved. */
  children: (form: { onCancel: () => void; onDirty: (dirty: boolean) => void }) => ReactNode
}) {
  const [dirty, setDirty] = useState(false)
  useEffect(() => {
    if (!open) setDirty(false)
  }, [open])
  const { close, question } = useAskingClose(open, dirty, onClose)
  return (
    <Drawer {...drawer} open={open} onClose={close} closable={{ placement: 'end' }} destroyOnHidden>
      {children({ onCancel: close, onDirty: setDirty })}
      {question}
    </Drawer>
  )
}
