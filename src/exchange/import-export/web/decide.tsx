import { useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DepartmentReply } from '../../../base/people/contract.ts'
import { api } from '../../../web/lib/api.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { BatchReply, ColumnMapping } from '../contract.ts'
import { act, decide } from './batch.ts'
import { MappingTable } from './mapping-table.tsx'
import { Preview } from './preview.tsx'
import { Problems } from './problems.tsx'
import { SaveTemplate } from './save-template.tsx'
import './import.css'

/** The dry run of a file: what was understood, what is wrong, what will come of it. */
export function Decide({ batch, onOther }: { batch: BatchReply; onOther: () => void }) {
  const { t } = useTranslation('import-export')
  const [busy, setBusy] = useState(false)
  const used = batch.mapping.filter((each) => each.use)
  const [sheetName, setSheet] = useState(used[0]?.sheet ?? batch.mapping[0]?.sheet ?? '')
  const columns = oncePerHeader(used.flatMap((each) => each.columns))
  const undecided = columns.filter((column) => column.target === null).length
  const header = used[0]?.headerRows.at(-1)
  const { counts, placeholders } = batch.plan
  const count = (name: string) => counts[name] ?? 0
  const people = new Set(batch.plan.owners.flatMap((owner) => (owner.name === null ? [] : [owner.name]))).size
  const hasName = columns.some((column) => column.target === 'customer.name')
  const send = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    try {
      await work()
    } catch (error) {
      toast(errorText(error), { tone: 'bad' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={busy ? 'im-busy' : undefined} aria-busy={busy}>
      <div className="im-head">
        <div className="grow">
          <h1>
            {t('found', {
              rows: count('rows').toLocaleString(),
              columns: columns.length,
              known: columns.length - undecided,
            })}
          </h1>
          <div className="t13 c2 row g6">
            <FileText size={14} />
            {batch.fileName}
            {used.length > 0 && ` · ${used.length === 1 ? used[0]?.sheet : t('sheets', { count: used.length })}`}
            {header !== undefined && ` · ${t('headerAt', { n: header })}`}
            <button type="button" className="link" onClick={onOther}>
              {t('otherFile')}
            </button>
            {batch.template && (
              <>
                {`· ${t('template.used', { name: batch.template })}`}
                <button
                  type="button"
                  className="link"
                  onClick={() => void send(() => decide(batch.id, { guessed: true }))}
                >
                  {t('template.without')}
                </button>
              </>
            )}
          </div>
        </div>
        <div className="im-sum">
          <span>
            <b>{count('importable')}</b>
            {t('importable')}
          </span>
          <span>
            <b className="cwarn">{count('duplicates')}</b>
            {t('merged')}
          </span>
          <span>
            <b className="cbad">{count('errors')}</b>
            {t('skippedFirst')}
          </span>
          <span>
            <b>{people}</b>
            {t('people')}
          </span>
        </div>
      </div>
      <div className="im-body">
        <MappingTable
          batch={batch}
          sheet={sheetName}
          onSheet={setSheet}
          onChange={(mapping) => void send(() => decide(batch.id, { mapping }))}
        />
        <div className="im-right">
          <Problems batch={batch} onDecide={(decisions) => void send(() => decide(batch.id, { decisions }))} />
          <Preview rows={batch.plan.preview} />
        </div>
      </div>
      <div className="im-foot">
        <Button size="lg" onClick={onOther}>
          {t('back')}
        </Button>
        {placeholders.length > 0 && (
          <Department batch={batch} onPick={(departmentId) => void send(() => decide(batch.id, { departmentId }))} />
        )}
        <span className="t13 c3 grow" style={{ textAlign: 'right' }}>
          {hasName ? (
            undecided > 0 && t('undecidedText', { count: undecided })
          ) : (
            <span className="cbad">{t('needsName')}</span>
          )}
        </span>
        <SaveTemplate batch={batch} />
        <Button
          kind="pri"
          size="lg"
          busy={busy}
          disabled={count('importable') + count('duplicates') === 0}
          onClick={() => void send(() => act(batch.id, 'run'))}
        >
          {t('run', { count: count('importable') + count('duplicates') })}
        </Button>
      </div>
    </div>
  )
}

/** Sheets that look alike have their columns in common; one still to be decided somewhere stands for it. */
function oncePerHeader(columns: readonly ColumnMapping[]): ColumnMapping[] {
  const byHeader = new Map<string, ColumnMapping>()
  for (const column of columns) {
    const key = column.header || `#${column.index}`
    if (!byHeader.has(key) || column.target === null) byHeader.set(key, column)
  }
  return [...byHeader.values()]
}

/** Where people who are new to the company will belong. */
function Department({ batch, onPick }: { batch: BatchReply; onPick: (id: string) => void }) {
  const { t } = useTranslation('import-export')
  const departments = useQuery({
    queryKey: ['departments'],
    // The same reply under the same key as in the slice of people.
    queryFn: () => api.get<{ items: DepartmentReply[] }>('/api/departments').then((reply) => reply.items),
  })
  const items = departments.data ?? []
  return (
    <label className="row g8 t13 c2">
      {t('newPeople', { count: batch.plan.placeholders.length })}
      <select
        value={batch.departmentId ?? items.find((each) => each.parentId === null)?.id ?? ''}
        onChange={(event) => onPick(event.target.value)}
      >
        {items.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </label>
  )
}
