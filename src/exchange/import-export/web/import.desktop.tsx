import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../../web/lib/format.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { DataTable } from '../../../web/ui/desktop/data-table.tsx'
import { PageBody, PageHeader, Panel } from '../../../web/ui/desktop/page.tsx'
import { Status } from '../../../web/ui/marks.tsx'
import type { BatchState } from '../contract.ts'
import { useBatches } from './batch.ts'
import { ImportFlow } from './flow.tsx'
import { useMadeWords } from './result.tsx'

const tones: Record<BatchState, 'ok' | 'warn' | 'bad' | 'info'> = {
  analysed: 'info',
  running: 'info',
  done: 'ok',
  cancelled: 'warn',
  failed: 'bad',
  undoing: 'info',
  undone: 'warn',
}

/** 导入: a new file, or what became of earlier ones. */
export default function Import() {
  const { t } = useTranslation(['import-export', 'spreadsheet'])
  const [address, setAddress] = useAddress<{ batch: string }>()
  const batchId = address.batch ?? null
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody>
        <ImportFlow batchId={batchId} onBatch={(id) => setAddress({ batch: id ?? undefined } as never)} />
        {batchId === null && <Earlier onOpen={(id) => setAddress({ batch: id })} />}
      </PageBody>
    </>
  )
}

function Earlier({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation('import-export')
  const madeWords = useMadeWords()
  const query = useBatches()
  const rows = query.data?.items ?? []
  if (rows.length === 0) return null
  return (
    <div style={{ marginTop: 16 }}>
      <Panel title={t('earlier')} flush>
        <DataTable
          label={t('earlier')}
          rows={rows}
          loading={query.isPending}
          onOpen={(row) => onOpen(row.id)}
          columns={[
            {
              key: 'fileName',
              title: t('file'),
              ellipsis: true,
              render: (row) => <span className="m">{row.fileName}</span>,
            },
            {
              key: 'state',
              title: t('state'),
              width: 110,
              render: (row) => <Status tone={tones[row.state]}>{t(`states.${row.state}`)}</Status>,
            },
            { key: 'rows', title: t('rows'), width: 90, align: 'right', render: (row) => row.rows.toLocaleString() },
            {
              key: 'made',
              title: t('result'),
              ellipsis: true,
              render: (row) => (row.state === 'analysed' ? '' : madeWords(row.made)),
            },
            { key: 'createdBy', title: t('by'), width: 120, render: (row) => row.createdBy?.name ?? '' },
            { key: 'createdAt', title: t('at'), width: 130, render: (row) => formatMoment(row.createdAt) },
          ]}
        />
      </Panel>
    </div>
  )
}
