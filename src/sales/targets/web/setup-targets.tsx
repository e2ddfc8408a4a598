import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '../../../web/lib/format.ts'
import type { SetupStepProps } from '../../../web/lib/setup-step.ts'
import { Button, TextField } from '../../../web/ui/fields.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import type { TargetMetric } from '../contract.ts'
import {
  fromUnits,
  inUnits,
  type Plan,
  type Rhythms,
  rhythmOf,
  typeRhythm,
  typeTarget,
  unitOf,
  useMonth,
  usePlan,
  useRhythms,
} from './plan.ts'

/** First run: what the scenario asks of everybody, to be changed or left, and what the company wants to sign this month. */
export default function SetupTargets({ onNext, onSkip }: SetupStepProps) {
  const { t } = useTranslation(['targets', 'metrics'])
  const rhythms = useRhythms()
  const plan = usePlan()
  const problem = plan.sending.problem ?? Object.values(plan.sending.errors)[0]
  const go = async () => {
    if (plan.typed.size === 0 || (await plan.save())) onNext()
  }
  return (
    <section className="sul">
      <h1>{t('setup.title')}</h1>
      <p className="lead">{t('setup.text')}</p>
      <div className="narrow" style={{ maxWidth: 560 }}>
        {problem && (
          <div className="ban bad" role="alert">
            {problem}
          </div>
        )}
        <Loading query={rhythms}>{(loaded) => <Lines rhythms={loaded} plan={plan} />}</Loading>
        <CompanyMonth plan={plan} />
      </div>
      <div className="su-acts">
        <Button size="lg" onClick={onSkip}>
          {t('setup.skip')}
        </Button>
        <Button kind="pri" size="lg" busy={plan.sending.busy} onClick={() => void go()}>
          {t('setup.continue')}
        </Button>
      </div>
    </section>
  )
}

const usual: TargetMetric[] = ['visits', 'followUps', 'newOpportunities']

function Lines({ rhythms, plan }: { rhythms: Rhythms; plan: Plan }) {
  const { t } = useTranslation(['targets', 'metrics'])
  const metrics = [...new Set([...rhythms.items.map(({ metric }) => metric), ...usual])]
  return metrics.map((metric) => (
    <Line
      key={metric}
      metric={metric}
      label={t(`metrics:name.${metric}`)}
      note={t(`each.${rhythmOf(rhythms, plan, metric).period}`)}
      value={rhythmOf(rhythms, plan, metric).value}
      onChange={(value) => typeRhythm(rhythms, plan, metric, { value })}
    />
  ))
}

function CompanyMonth({ plan }: { plan: Plan }) {
  const { t } = useTranslation('targets')
  const { data } = useMonth('dealsWon', today().slice(0, 7))
  const root = data?.rows.find((row) => row.kind === 'department' && row.parentId === null)
  if (!data || !root) return null
  return (
    <Line
      metric="dealsWon"
      label={t('setup.companyMonth')}
      note={t('setup.companyMonthHint')}
      value={root.own?.value ?? null}
      onChange={(value) => typeTarget(data, plan, root, value)}
    />
  )
}

/** Word, number, unit and note in one row. What is typed stays as it was typed. */
function Line(of: {
  metric: TargetMetric
  label: string
  note: string
  value: number | null
  onChange: (value: number | null) => void
}) {
  const { metric, label, note, value, onChange } = of
  const [text, setText] = useState(value === null ? '' : String(inUnits(metric, value)))
  const type = (next: string) => {
    if (!/^\d{0,9}(\.\d{0,4})?$/.test(next)) return
    setText(next)
    onChange(next === '' ? null : fromUnits(metric, Number(next)))
  }
  return (
    <div className="row g12">
      <span className="m" style={{ width: 120 }}>
        {label}
      </span>
      <span style={{ width: 120 }}>
        <TextField aria-label={label} inputMode="decimal" value={text} onChange={type} after={unitOf(metric)} />
      </span>
      <span className="t13 c3 grow">{note}</span>
    </div>
  )
}
