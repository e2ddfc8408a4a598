import { FileSpreadsheet } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../../../web/lib/words.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { type BatchReply, MAX_UPLOAD } from '../contract.ts'
import { uploadFile } from './batch.ts'
import './import.css'

/** Takes a file by choosing or dropping it; the server looks at it and writes nothing. */
export function ChooseFile({ onFound }: { onFound: (batch: BatchReply) => void }) {
  const { t } = useTranslation(['import-export', 'spreadsheet'])
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState('')
  const [over, setOver] = useState(false)
  const [failure, setFailure] = useState('')
  const take = async (file: File | undefined): Promise<void> => {
    if (!file || busy) return
    setFailure('')
    if (file.size > MAX_UPLOAD) return setFailure(t('reasons.too_large'))
    setBusy(file.name)
    try {
      onFound(await uploadFile(file))
    } catch (error) {
      setFailure(errorText(error))
    } finally {
      setBusy('')
      if (input.current) input.current.value = ''
    }
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the button */}
      <div
        className={over ? 'im-drop over' : 'im-drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          void take(event.dataTransfer.files[0])
        }}
      >
        <FileSpreadsheet size={36} strokeWidth={1.5} />
        <span className="t16 m">{busy ? t('reading', { name: busy }) : t('drop')}</span>
        <span className="t13 c2">{t('dropText')}</span>
        <input
          ref={input}
          type="file"
          hidden
          accept=".xlsx,.xlsm,.csv,.txt,.tsv"
          aria-label={t('choose')}
          onChange={(event) => void take(event.target.files?.[0])}
        />
        <Button kind="pri" size="lg" busy={busy !== ''} onClick={() => input.current?.click()}>
          {t('choose')}
        </Button>
      </div>
      {failure && (
        <div className="ban bad" role="alert" style={{ marginTop: 12 }}>
          {failure}
        </div>
      )}
    </>
  )
}
