import { ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatAmount, formatDay } from '../../../web/lib/format.ts'
import { Avatar, Tag } from '../../../web/ui/marks.tsx'
import type { PreviewRow } from '../contract.ts'

/** 导入后是这样: the first rows as they will stand. */
export function Preview({ rows }: { rows: PreviewRow[] }) {
  const { t } = useTranslation('import-export')
  const hasAmount = rows.some((row) => row.amount !== null) && rows.every((row) => row.lastText === null)
  return (
    <section className="sect">
      <div className="hd">
        <h3>{t('preview')}</h3>
        <span className="t12 c3">{t('previewText', { count: rows.length })}</span>
      </div>
      <table className="tb">
        <thead>
          <tr>
            <th>{t('records.customer')}</th>
            <th>{t('owner')}</th>
            <th>{t('records.contact')}</th>
            <th>{t('intent')}</th>
            {hasAmount && <th className="r">{t('amount')}</th>}
            <th>{t('lastFollowUp')}</th>
            <th>{t('said')}</th>
            <th>{t('records.nextStep')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td className="m el" style={{ maxWidth: 150 }}>
                {row.name}
              </td>
              <td>
                {row.owner === null ? (
                  <span className="c3">{t('nobody')}</span>
                ) : (
                  <span className="row g6">
                    <Avatar id={row.owner} name={row.owner} />
                    {row.owner}
                  </span>
                )}
              </td>
              <td className="c2 el" style={{ maxWidth: 96 }}>
                {row.contact}
              </td>
              <td>{row.intent === null ? <Tag tone="warn">{t('unrated')}</Tag> : <Tag>{row.intent}</Tag>}</td>
              {hasAmount && <td className="r">{row.amount === null ? '' : formatAmount(row.amount)}</td>}
              <td className="c2">{row.lastDay && formatDay(row.lastDay)}</td>
              <td className="c2 el" style={{ maxWidth: 110 }}>
                {row.lastText}
              </td>
              <td>{row.nextDay && formatDay(row.nextDay)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="im-note">
        <ShieldCheck size={18} />
        <span className="grow">{t('promise')}</span>
      </div>
    </section>
  )
}
