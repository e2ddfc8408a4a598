import { Drawer, type DrawerProps } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { LeaveQuestion } from './record-form.tsx'

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
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    if (!open) setDirty(false)
    setAsking(false)
  }, [open])
  const close = () => (dirty ? setAsking(true) : onClose())
  return (
    <Drawer {...drawer} open={open} onClose={close} closable={{ placement: 'end' }} destroyOnHidden>
      {children({ onCancel: close, onDirty: setDirty })}
      <LeaveQuestion guard={{ asking, stay: () => setAsking(false), leave: onClose }} />
    </Drawer>
  )
}
