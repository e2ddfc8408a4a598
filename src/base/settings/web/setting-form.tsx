import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { meQuery } from '../../../web/lib/session.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { SaveBar } from '../../../web/ui/desktop/form-parts.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { SettingKey, SettingValues } from '../contract.ts'

interface Reply<K extends SettingKey> {
  key: K
  version: number
  value: SettingValues[K]
}

export interface SettingFields<K extends SettingKey> {
  value: SettingValues[K]
  set: (change: Partial<SettingValues[K]>) => void
  /** Refusals by field path, worded. */
  errors: Record<string, string>
}

/** One setting as a form: loads it, keeps what is typed, sends only what changed, and asks again after somebody else was faster. */
export function SettingForm<K extends SettingKey>({
  setting,
  children,
}: {
  setting: K
  children: (fields: SettingFields<K>) => ReactNode
}) {
  const query = useQuery({
    queryKey: ['settings', setting],
    queryFn: () => api.get<Reply<K>>(`/api/settings/${setting}`),
  })
  return (
    <Loading query={query}>
      {(reply) => (
        <Form setting={setting} loaded={reply}>
          {children}
        </Form>
      )}
    </Loading>
  )
}

function Form<K extends SettingKey>({
  setting,
  loaded,
  children,
}: {
  setting: K
  loaded: Reply<K>
  children: (fields: SettingFields<K>) => ReactNode
}) {
  const { t } = useTranslation(['settings', 'web'])
  const client = useQueryClient()
  const [base, setBase] = useState(loaded)
  const [value, setValue] = useState(loaded.value)
  const sending = useSubmit()
  const changed = Object.fromEntries(
    Object.entries(value).filter(
      ([key, now]) => JSON.stringify(now) !== JSON.stringify((base.value as Record<string, unknown>)[key]),
    ),
  )
  const save = async () => {
    let saved: Reply<K> | undefined
    const done = await sending.submit(async () => {
      saved = await api.patch<Reply<K>>(`/api/settings/${setting}`, { version: base.version, value: changed })
    })
    if (!done || !saved) return
    setBase(saved)
    setValue(saved.value)
    client.setQueryData(['settings', setting], saved)
    await Promise.all([
      client.invalidateQueries({ queryKey: meQuery.queryKey }),
      client.invalidateQueries({ queryKey: ['options'] }),
    ])
    toast(t('saved'))
  }
  /** The newest values, with one's own changes still on top. */
  const takeOver = async () => {
    const newest = await api.get<Reply<K>>(`/api/settings/${setting}`)
    setBase(newest)
    setValue({ ...newest.value, ...changed })
    sending.clear()
  }
  return (
    <div className="col g16" style={{ maxWidth: 560 }}>
      {children({ value, set: (change) => setValue((now) => ({ ...now, ...change })), errors: sending.errors })}
      {sending.current !== undefined && (
        <div className="ban info">
          <span className="grow">{t('changedMeanwhile')}</span>
          <button type="button" onClick={() => void takeOver()}>
            {t('takeOver')}
          </button>
        </div>
      )}
      <SaveBar
        dirty={Object.keys(changed).length > 0}
        sending={sending}
        onSave={() => void save()}
        onReset={() => {
          setValue(base.value)
          sending.clear()
        }}
      />
    </div>
  )
}
