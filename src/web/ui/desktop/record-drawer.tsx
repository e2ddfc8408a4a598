import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import type { FieldMeta } from '../../lib/meta.ts'
import { type FormValues, saveRecord } from '../../lib/record-values.ts'
import { errorText } from '../../lib/words.ts'
import { FieldValue } from '../field-value.tsx'
import { Button } from '../fields.tsx'
import { toast } from '../toast.tsx'
import { AskingDrawer } from './asking-drawer.tsx'
import { RecordForm } from './record-form.tsx'

export interface RecordDrawerProps {
  open: boolean
  onClose: () => void
  title: string
  /** Path of the type, for example `payments`. */
  path: string
  fields: FieldMeta[]
  /** The record that is edited; without an id defaults of a new one. */
  record?: FormValues
  /** Word of the button that makes one. */
  submitText?: string
  /** What is asked again afterwards, beside the type itself. */
  touches?: string[]
  onSaved?: (saved: { id: string; version: number }) => void
  /** Above the fields: what this record is about, its state and acts. */
  head?: ReactNode
  /** Below the form, for example its history. */
  foot?: ReactNode
  extra?: (values: FormValues) => ReactNode
}

/** Makes, changes or voids one record; closing with unsaved changes asks, voiding can be undone. */
export function RecordDrawer(props: RecordDrawerProps) {
  const { open, onClose, title, path, fields, record, submitText, touches = [], onSaved, head, foot, extra } = props
  const { t } = useTranslation('web')
  const client = useQueryClient()
  const refresh = () =>
    Promise.all([path, 'reports', ...touches].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const save = async (values: FormValues, changed: FormValues): Promise<void> => {
    const saved = await saveRecord<{ id: string; version: number }>(path, record, values, changed)
    await refresh()
    toast(t(record?.id ? 'record.saved' : 'record.created'))
    onClose()
    onSaved?.(saved)
  }
  const fail = (error: unknown) => toast(errorText(error), { tone: 'bad' })
  const voidIt = async (): Promise<void> => {
    try {
      await api.delete(`/api/${path}/${record?.id}?version=${record?.version}`)
      await refresh()
      onClose()
      toast(t('record.voided'), {
        onUndo: () => void api.post(`/api/${path}/${record?.id}/restore`, {}).then(refresh).catch(fail),
      })
    } catch (error) {
      fail(error)
    }
  }
  const abilities = record?.abilities as { edit: boolean; delete: boolean } | undefined
  return (
    <AskingDrawer
      open={open}
      onClose={onClose}
      size={560}
      title={title}
      extra={
        abilities?.delete && (
          <Button size="sm" kind="text" className="danger" onClick={() => void voidIt()}>
            {t('record.void')}
          </Button>
        )
      }
    >
      {(form) => (
        <>
          {head}
          {abilities?.edit === false ? (
            <dl className="facts">
              {fields.map((field) => (
                <div key={field.key} style={{ display: 'contents' }}>
                  <dt>{field.label}</dt>
                  <dd>
                    <FieldValue field={field} record={record ?? {}} />
                  </dd>
                </div>
              ))}
            </dl>
          ) : (
            <RecordForm
              key={String(record?.id ?? 'new')}
              fields={fields}
              {...(record && { record })}
              {...(submitText && !record?.id && { submitText })}
              onSubmit={save}
              {...form}
              {...(extra && { extra })}
              onConflict={() => (
                <div className="ban info" style={{ marginBottom: 12 }}>
                  {t('record.changedMeanwhile')}
                </div>
              )}
            />
          )}
          {foot}
        </>
      )}
    </AskingDrawer>
  )
}
