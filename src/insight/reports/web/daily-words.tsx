import { Input, InputNumber, Select } from 'antd'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../../web/lib/format.ts'
import { wordOf } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Panel } from '../../../web/ui/desktop/page.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { DailyReport, OtherWork as Work } from '../contract.ts'
import type { WordsDraft } from './words-draft.ts'

const KEYS = ['support', 'problems', 'suggestions', 'reflection'] as const

/** What only the person can know; saved while typing. */
export function WordsPanel({ report, draft }: { report: DailyReport; draft: WordsDraft }) {
  const { t } = useTranslation('reports')
  const editable = report.abilities.edit && !report.submittedAt
  return (
    <Panel title={t('ownWords')} note={editable ? t('optional') : undefined}>
      {draft.theirs && (
        <div className="ban info" style={{ display: 'block', marginBottom: 12 }}>
          <b>{t('otherDevice')}</b>
          {KEYS.filter((key) => draft.theirs?.[key] !== draft.words[key]).map((key) => (
            <p key={key} className="t13">
              <b>{t(`words.${key}`)}</b> {draft.theirs?.[key] || t('nothingWritten')}
            </p>
          ))}
          <span className="row g8">
            <Button size="sm" onClick={() => draft.choose('theirs')}>
              {t('useTheirs')}
            </Button>
            <Button size="sm" onClick={() => draft.choose('mine')}>
              {t('keepMine')}
            </Button>
          </span>
        </div>
      )}
      <div className="col g12">
        {KEYS.map((key) => (
          <div key={key}>
            <label htmlFor={`words-${key}`} className="t13 m">
              {t(`words.${key}`)}
            </label>
            {editable ? (
              <Input.TextArea
                id={`words-${key}`}
                autoSize={{ minRows: 2, maxRows: 10 }}
                maxLength={10_000}
                value={draft.words[key]}
                placeholder={t(`hint.${key}`)}
                onChange={(event) => draft.set(key, event.target.value)}
                style={{ marginTop: 4 }}
              />
            ) : (
              <p className={draft.words[key] ? 't14' : 't13 c3'} style={{ whiteSpace: 'pre-wrap' }}>
                {draft.words[key] || t('nothingWritten')}
              </p>
            )}
          </div>
        ))}
      </div>
    </Panel>
  )
}

/** Hours of work that no record stands for. */
export function OtherWork({ report, onSave }: { report: DailyReport; onSave: (work: Work) => Promise<unknown> }) {
  const { t } = useTranslation(['reports', 'web'])
  const kinds = useOptions('otherWork')
  const editable = report.abilities.edit && !report.submittedAt
  const [adding, setAdding] = useState<Work[number] | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async (work: Work) => {
    setBusy(true)
    try {
      await onSave(work)
      setAdding(null)
    } catch (error) {
      toast(errorText(error), { tone: 'bad' })
    } finally {
      setBusy(false)
    }
  }
  const hours = report.otherWork.reduce((sum, each) => sum + each.hours, 0)
  return (
    <Panel
      title={t('otherWork')}
      note={hours > 0 ? t('hours', { count: hours }) : undefined}
      side={
        editable &&
        !adding && (
          <Button
            size="sm"
            kind="text"
            icon={<Plus size={14} />}
            onClick={() => setAdding({ kind: kinds.choices[0]?.key ?? '', hours: 1 })}
          >
            {t('web:actions.add')}
          </Button>
        )
      }
    >
      {report.otherWork.length === 0 && !adding && <span className="c3 t13">{t('noOtherWork')}</span>}
      {report.otherWork.map((each, index) => (
        <div key={index} className="row g8 t13" style={{ minHeight: 32 }}>
          <span className="m nw">{kinds.word(each.kind)}</span>
          <span className="c2 el grow">{each.note}</span>
          <span className="nw">{t('hours', { count: Number(formatNumber(each.hours, each.hours % 1 ? 1 : 0)) })}</span>
          {editable && (
            <Button
              size="xs"
              kind="text"
              className="icon"
              aria-label={t('web:actions.delete')}
              icon={<X size={14} />}
              onClick={() => void save(report.otherWork.filter((_, at) => at !== index))}
            />
          )}
        </div>
      ))}
      {adding && (
        <div className="row g8 wrap" style={{ paddingTop: 8 }}>
          <Select
            aria-label={t('otherWork')}
            value={adding.kind}
            options={kinds.choices.map((option) => ({ value: option.key, label: wordOf(option) }))}
            onChange={(kind: string) => setAdding({ ...adding, kind })}
            style={{ width: 130 }}
          />
          <InputNumber
            aria-label={t('hoursLabel')}
            min={0.5}
            max={24}
            step={0.5}
            value={adding.hours}
            onChange={(hours) => setAdding({ ...adding, hours: Math.round((hours ?? 0.5) * 2) / 2 })}
            style={{ width: 76 }}
          />
          <Input
            aria-label={t('noteLabel')}
            placeholder={t('noteLabel')}
            maxLength={300}
            value={adding.note ?? ''}
            onChange={(event) => setAdding({ ...adding, note: event.target.value })}
            style={{ flex: 1, minWidth: 120 }}
          />
          <Button
            size="sm"
            kind="pri"
            busy={busy}
            onClick={() =>
              void save([
                ...report.otherWork,
                { kind: adding.kind, hours: adding.hours, ...(adding.note?.trim() && { note: adding.note.trim() }) },
              ])
            }
          >
            {t('web:actions.add')}
          </Button>
          <Button size="sm" kind="text" onClick={() => setAdding(null)}>
            {t('web:actions.cancel')}
          </Button>
        </div>
      )}
    </Panel>
  )
}
