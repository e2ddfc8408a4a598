import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Status, Tag } from '../../../web/ui/marks.tsx'
import {
  type BatchReply,
  type ColumnMapping,
  type ImportTarget,
  importTargets,
  type SheetMapping,
} from '../contract.ts'

const records = ['customer', 'contact', 'followUp', 'nextStep', 'opportunity'] as const

export interface MappingTableProps {
  batch: BatchReply
  /** Name of the sheet that is shown. */
  sheet: string
  onSheet: (name: string) => void
  onChange: (mapping: SheetMapping[]) => void
}

/** 列对到哪: what each column becomes; undecided ones ask with what they could be. */
export function MappingTable({ batch, sheet, onSheet, onChange }: MappingTableProps) {
  const { t } = useTranslation('import-export')
  const mapping = batch.mapping.find((each) => each.sheet === sheet)
  const guess = batch.sheets.find((each) => each.sheet === sheet)
  if (!mapping || !guess) return null
  const undecided = mapping.columns.filter((column) => column.target === null).length
  const change = (changed: SheetMapping): void =>
    onChange(batch.mapping.map((each) => (each.sheet === sheet ? changed : each)))
  // Sheets of one workbook mostly look alike: what a header means is said once, unless another sheet was decided differently.
  const assign = ({ index, header, target: before }: ColumnMapping, target: ImportTarget | null): void =>
    onChange(
      batch.mapping.map((each) => ({
        ...each,
        columns: each.columns.map((column) =>
          (each.sheet === sheet && column.index === index) ||
          (each.sheet !== sheet && header !== '' && column.header === header && column.target === before)
            ? { ...column, target }
            : column,
        ),
      })),
    )
  const unknown = (target: ImportTarget | null) =>
    batch.plan.unknownOptions.filter((each) => target?.endsWith(`.${each.field}`)).length
  return (
    <section className="sect">
      <div className="hd">
        <h3>{t('columns')}</h3>
        <span className="t12 c3">{t('columnsText')}</span>
        {undecided > 0 && (
          <span style={{ marginLeft: 'auto' }}>
            <Tag tone="warn">{t('undecided', { count: undecided })}</Tag>
          </span>
        )}
      </div>
      {batch.sheets.length > 1 && (
        <div className="row g12" style={{ padding: '8px 16px' }}>
          <select aria-label={t('sheet')} value={sheet} onChange={(event) => onSheet(event.target.value)}>
            {batch.mapping.map((each) => (
              <option key={each.sheet} value={each.sheet}>
                {each.sheet}
                {each.use ? '' : ` · ${t('notUsed')}`}
              </option>
            ))}
          </select>
          <label className="row g6 t13">
            <input
              type="checkbox"
              checked={mapping.use}
              onChange={(event) => change({ ...mapping, use: event.target.checked })}
            />
            {t('useSheet')}
          </label>
          {guess.reason && <span className="t12 c3">{t(`sheetReasons.${guess.reason}`)}</span>}
        </div>
      )}
      <table className="tb">
        <thead>
          <tr>
            <th>{t('column')}</th>
            <th>{t('samples')}</th>
            <th />
            <th>{t('becomes')}</th>
            <th>{t('confidence')}</th>
          </tr>
        </thead>
        <tbody>
          {mapping.columns.map((column) => {
            const guessed = guess.columns.find((each) => each.index === column.index)
            const asks = column.target === null
            const label = column.header || t('columnNumber', { n: column.index + 1 })
            return (
              <tr key={column.index} className={asks ? 'ask' : undefined}>
                <td className="m">{label}</td>
                <td className="c3 el" style={{ maxWidth: 120 }}>
                  {guessed?.samples.join('、')}
                </td>
                <td className="c3" style={{ padding: '0 2px' }} aria-hidden="true">
                  <ArrowRight size={14} />
                </td>
                <td>
                  <span className="row g6">
                    {asks &&
                      guessed?.candidates.slice(0, 2).map((target) => (
                        <button type="button" key={target} className="im-pick" onClick={() => assign(column, target)}>
                          {t(`targets.${target}`)}
                        </button>
                      ))}
                    <Targets label={label} value={column.target} onChange={(target) => assign(column, target)} />
                  </span>
                </td>
                <td className="t13">
                  {asks ? (
                    <span className="cwarn m">{t('askYou')}</span>
                  ) : (
                    <Sure sure={guessed?.target !== column.target || guessed.confidence === 'sure'} />
                  )}
                  {column.unit !== 1 && (
                    <span className="c3"> · {t('unit', { unit: column.unit.toLocaleString() })}</span>
                  )}
                  {unknown(column.target) > 0 && (
                    <span className="c3"> · {t('unknownWords', { count: unknown(column.target) })}</span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Sure({ sure }: { sure: boolean }) {
  const { t } = useTranslation('import-export')
  return <Status tone={sure ? 'ok' : 'warn'}>{t(sure ? 'sure' : 'look')}</Status>
}

function Targets({
  label,
  value,
  onChange,
}: {
  label: string
  value: ImportTarget | null
  onChange: (target: ImportTarget | null) => void
}) {
  const { t } = useTranslation('import-export')
  return (
    <select
      aria-label={t('becomesOf', { column: label })}
      value={value ?? ''}
      onChange={(event) => onChange((event.target.value || null) as ImportTarget | null)}
    >
      <option value="">{t('notDecided')}</option>
      <option value="ignore">{t('targets.ignore')}</option>
      {records.map((record) => (
        <optgroup key={record} label={t(`records.${record}`)}>
          {importTargets
            .filter((target) => target.startsWith(`${record}.`))
            .map((target) => (
              <option key={target} value={target}>
                {t(`targets.${target}`)}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  )
}
