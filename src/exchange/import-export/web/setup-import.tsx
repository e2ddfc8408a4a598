import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SetupStepProps } from '../../../web/lib/setup-step.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { ImportFlow } from './flow.tsx'

/** 导入 in the first run. */
export default function SetupImport({ onNext, onSkip }: SetupStepProps) {
  const { t } = useTranslation(['import-export', 'spreadsheet'])
  const [batchId, setBatchId] = useState<string | null>(null)
  return (
    <section className="sul im-setup">
      {batchId === null && (
        <>
          <h1>{t('setupTitle')}</h1>
          <p className="lead">{t('setupText')}</p>
        </>
      )}
      <ImportFlow batchId={batchId} onBatch={setBatchId} onDone={onNext} />
      <div className="su-acts">
        <Button size="lg" onClick={onSkip}>
          {t('skip')}
        </Button>
      </div>
    </section>
  )
}
