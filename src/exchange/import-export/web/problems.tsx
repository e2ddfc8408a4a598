import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Segmented } from '../../../web/ui/fields.tsx'
import type { BatchReply, Fix, ImportDecisions, PlanReport } from '../contract.ts'
import { Duplicates, Notices, Words } from './problem-lists.tsx'

type Group = PlanReport['groups'][number]
type View = 'errors' | 'duplicates' | 'notices' | 'words'

interface ProblemsProps {
  batch: BatchReply
  onDecide: (decisions: ImportDecisions) => void
}

/** 有错的行: errors by cause with what can be done about them, duplicates, notices, and words that no option answers to. */
export function Problems({ batch, onDecide }: ProblemsProps) {
  const { t } = useTranslation('import-export')
  const { plan, decisions } = batch
  const [view, setView] = useState<View>('errors')
  const count = (name: string) => plan.counts[name] ?? 0
  const choices = [
    { value: 'errors' as const, label: t('errors', { n: count('errors') }) },
    { value: 'duplicates' as const, label: t('duplicates', { n: count('duplicates') }) },
    { value: 'notices' as const, label: t('notices', { n: count('notices') }) },
    ...(plan.unknownOptions.length > 0
      ? [{ value: 'words' as const, label: t('words', { n: plan.unknownOptions.length }) }]
      : []),
  ]
  return (
    <section className="sect">
      <div className="hd">
        <h3>{t('problems')}</h3>
        <Segmented small label={t('problems')} choices={choices} value={view} onChange={setView} />
        {count('errors') > 0 && (
          <a className="t13" style={{ marginLeft: 'auto' }} href={`/api/imports/${batch.id}/errors.csv`} download>
            {t('downloadErrors', { count: count('errors') })}
          </a>
        )}
      </div>
      <div className="im-list">
        {view === 'errors' && <Errors groups={plan.groups} decisions={decisions} plan={plan} onDecide={onDecide} />}
        {view === 'duplicates' && <Duplicates plan={plan} />}
        {view === 'notices' && <Notices plan={plan} />}
        {view === 'words' && <Words plan={plan} decisions={decisions} onDecide={onDecide} />}
      </div>
    </section>
  )
}

interface ErrorsProps {
  groups: Group[]
  decisions: ImportDecisions
  plan: PlanReport
  onDecide: (decisions: ImportDecisions) => void
}

function Errors({ groups, decisions, plan, onDecide }: ErrorsProps) {
  const { t } = useTranslation('import-export')
  const fixWith = (group: Group, fix: Fix): void =>
    onDecide({ ...decisions, fixes: { ...decisions.fixes, [group.cause]: fix } })
  const meant = (similar: string): void => {
    const same = plan.owners.filter((owner) => owner.kind === 'unknown' && owner.similar === similar)
    onDecide({
      ...decisions,
      owners: { ...decisions.owners, ...Object.fromEntries(same.map((owner) => [owner.written, similar])) },
    })
  }
  const chosen = Object.entries(decisions.fixes)
  if (groups.length === 0 && chosen.length === 0)
    return (
      <p className="t13 c3" style={{ padding: 16 }}>
        {t('noErrors')}
      </p>
    )
  return (
    <table className="tb">
      <thead>
        <tr>
          <th style={{ width: 44 }}>{t('row')}</th>
          <th>{t('problem')}</th>
          <th>{t('written')}</th>
          <th className="r">{t('fix')}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => {
          const similar = group.first.params?.['similar']
          return (
            <tr key={`${group.cause} ${group.first.sheet} ${group.first.row}`}>
              <td className="c3">{group.first.row}</td>
              <td>
                {group.cause === 'phoneInvalid' && group.first.params?.['missing']
                  ? t('phoneShort', { n: group.first.params['missing'] })
                  : t(`causes.${group.cause}`)}{' '}
                {group.rows > 1 && <span className="c3">{t('andRows', { n: group.rows })}</span>}
              </td>
              <td>
                <span className="im-was">{group.first.value || t('blank')}</span>
              </td>
              <td className="r">
                {group.cause === 'ownerUnknown' && typeof similar === 'string' && (
                  <button type="button" className="im-fix" onClick={() => meant(similar)}>
                    {t('isPerson', { name: similar })}
                  </button>
                )}
                {group.fixes.map((fix) => (
                  <button type="button" className="im-fix" key={fix} onClick={() => fixWith(group, fix)}>
                    {t(`fixes.${fix}`)}
                  </button>
                ))}
              </td>
            </tr>
          )
        })}
        {chosen.map(([cause, fix]) => (
          <tr key={cause}>
            <td />
            <td>{t(`causes.${cause}`)}</td>
            <td className="cok">{t(`fixes.${fix}`)}</td>
            <td className="r">
              <button
                type="button"
                className="im-fix"
                onClick={() =>
                  onDecide({ ...decisions, fixes: Object.fromEntries(chosen.filter(([each]) => each !== cause)) })
                }
              >
                {t('takeBack')}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
