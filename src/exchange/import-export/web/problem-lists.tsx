import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { wordOf } from '../../../web/lib/meta.ts'
import type { ImportDecisions, OptionField, PlanReport } from '../contract.ts'

/** Option sets whose name differs from that of the field. */
const sets: Partial<Record<OptionField, string>> = {
  level: 'customerLevel',
  status: 'customerStatus',
  type: 'customerType',
  role: 'contactRole',
}

/** Rows that are the same customer as another. */
export function Duplicates({ plan }: { plan: PlanReport }) {
  const { t } = useTranslation('import-export')
  if (plan.duplicates.length === 0)
    return (
      <p className="t13 c3" style={{ padding: 16 }}>
        {t('noDuplicates')}
      </p>
    )
  return (
    <table className="tb">
      <tbody>
        {plan.duplicates.map((each) => (
          <tr key={`${each.sheet} ${each.row}`}>
            <td className="c3" style={{ width: 60 }}>
              {each.row}
            </td>
            <td>{each.name}</td>
            <td className="c3">{t(`duplicateBy.${each.by}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What was kept but is worth a look. */
export function Notices({ plan }: { plan: PlanReport }) {
  const { t } = useTranslation('import-export')
  if (plan.notices.length === 0)
    return (
      <p className="t13 c3" style={{ padding: 16 }}>
        {t('noNotices')}
      </p>
    )
  return (
    <table className="tb">
      <tbody>
        {plan.notices.map((each, index) => (
          <tr key={index}>
            <td className="c3" style={{ width: 60 }}>
              {each.row}
            </td>
            <td>{t(`noticeCauses.${each.cause}`)}</td>
            <td className="c2">{each.value}</td>
            <td className="c3">{each.params?.['similar'] ?? each.params?.['first'] ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Words of the file that are no option of the company. */
export function Words({
  plan,
  decisions,
  onDecide,
}: {
  plan: PlanReport
  decisions: ImportDecisions
  onDecide: (decisions: ImportDecisions) => void
}) {
  const { t } = useTranslation('import-export')
  const options = useQuery({
    queryKey: ['options'],
    queryFn: () =>
      api.get<{ sets: Record<string, { options: { key: string; zh: string; en: string; retired: boolean }[] }> }>(
        '/api/options',
      ),
  })
  const choose = (field: OptionField, value: string, key: string): void => {
    const { [value]: _, ...rest } = decisions.options[field] ?? {}
    onDecide({
      ...decisions,
      options: { ...decisions.options, [field]: key === '' ? rest : { ...rest, [value]: key === '-' ? null : key } },
    })
  }
  return (
    <table className="tb">
      <tbody>
        {plan.unknownOptions.map(({ field, value, rows, suggestion }) => {
          const decided = decisions.options[field]?.[value]
          const known = options.data?.sets[sets[field] ?? field]?.options.filter((each) => !each.retired) ?? []
          const likely = known.find((each) => each.key === suggestion)
          return (
            <tr key={`${field} ${value}`}>
              <td className="c2">{t(`optionFields.${field}`)}</td>
              <td>
                <span className="m">{value}</span> <span className="c3">{t('andRows', { n: rows })}</span>
              </td>
              <td className="r">
                {likely && decided === undefined && (
                  <button
                    type="button"
                    className="im-fix"
                    style={{ marginRight: 6 }}
                    onClick={() => choose(field, value, likely.key)}
                  >
                    {t('isPerson', { name: wordOf(likely) })}
                  </button>
                )}
                <select
                  aria-label={value}
                  value={decided === undefined ? '' : (decided ?? '-')}
                  onChange={(event) => choose(field, value, event.target.value)}
                >
                  <option value="">{t('fixes.intoNotes')}</option>
                  <option value="-">{t('fixes.leaveBlank')}</option>
                  {known.map((each) => (
                    <option key={each.key} value={each.key}>
                      {wordOf(each)}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
