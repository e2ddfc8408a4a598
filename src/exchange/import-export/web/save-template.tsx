import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../../../web/lib/words.ts'
import { Button, TextField } from '../../../web/ui/fields.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { BatchReply } from '../contract.ts'
import { keepAsTemplate } from './batch.ts'

/** 存为导入模板: the next file with the same heads is understood in the same way. */
export function SaveTemplate({ batch }: { batch: BatchReply }) {
  const { t } = useTranslation(['import-export', 'web'])
  const [name, setName] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  if (name === null)
    return (
      <Button size="lg" onClick={() => setName(batch.template ?? batch.fileName.replace(/\.\w+$/, ''))}>
        {t('template.save')}
      </Button>
    )
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    try {
      await keepAsTemplate(batch.id, name.trim())
      toast(t('template.saved', { name: name.trim() }))
      setName(null)
    } catch (error) {
      toast(errorText(error), { tone: 'bad' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="row g8" onSubmit={(event) => void save(event)}>
      <TextField aria-label={t('template.name')} autoFocus maxLength={60} value={name} onChange={setName} />
      <Button type="submit" size="lg" busy={busy} disabled={!name.trim()}>
        {t('web:actions.save')}
      </Button>
      <Button size="lg" kind="text" onClick={() => setName(null)}>
        {t('web:actions.cancel')}
      </Button>
    </form>
  )
}
