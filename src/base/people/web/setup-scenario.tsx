import {
  Check,
  FileSpreadsheet,
  ListChecks,
  type LucideIcon,
  MessageSquareText,
  NotebookPen,
  ScanSearch,
  Siren,
  SquareDashed,
  SquareKanban,
  Target,
} from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../../../web/lib/words.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { type ScenarioCard, scenarioCards } from './scenarios.ts'

export interface SetupScenarioProps {
  onBack: () => void
  onUse: (scenario: string) => void
  /** Makes the company and leaves everything else for later. */
  onBlank: (scenario: string) => void
  onDemo: () => void
  busy: boolean
  failure: unknown
}

/** Step 2: the scenario, with what it brings on the right; choosing it creates the company. */
export function SetupScenario({ onBack, onUse, onBlank, onDemo, busy, failure }: SetupScenarioProps) {
  const { t } = useTranslation('people')
  const [chosen, setChosen] = useState('enterprise')
  const card = scenarioCards.find((each) => each.key === chosen)
  return (
    <>
      <section className="sul">
        <h1>{t('setup.scenarioTitle')}</h1>
        <p className="lead">{t('setup.scenarioText')}</p>
        <div className="scs" role="radiogroup" aria-label={t('setup.scenarioTitle')}>
          {scenarioCards.map((each) => (
            <Card key={each.key} card={each} on={each.key === chosen} onChoose={() => setChosen(each.key)} />
          ))}
        </div>
        <p className="row g8 t13 c2" style={{ marginTop: 16 }}>
          <FileSpreadsheet size={16} className="c3" />
          {t('setup.nextHint')}
          <button type="button" className="link push row g6" disabled={busy} onClick={() => onBlank(chosen)}>
            <SquareDashed size={16} />
            {t('setup.blank')}
          </button>
        </p>
        {failure !== undefined && (
          <div className="ban bad" style={{ margin: '12px 0 0' }}>
            {errorText(failure)}
          </div>
        )}
        <div className="su-acts">
          <Button size="lg" onClick={onBack}>
            {t('setup.back')}
          </Button>
          <div className="row g12 grow" style={{ justifyContent: 'flex-end' }}>
            <span className="t13 c3">{t('setup.later')}</span>
            <Button kind="pri" size="lg" busy={busy} onClick={() => onUse(chosen)}>
              {t('setup.use')}
            </Button>
          </div>
        </div>
      </section>
      {card && <Preset card={card} busy={busy} onDemo={onDemo} />}
    </>
  )
}

function Card({ card, on, onChoose }: { card: ScenarioCard; on: boolean; onChoose: () => void }) {
  const { t } = useTranslation('people')
  const Icon = card.icon
  const words = (name: string): string => t(`scenarios.${card.key}.${name}`)
  return (
    <button type="button" role="radio" aria-checked={on} className="sc" onClick={onChoose}>
      <span className="row g12">
        <span className="si">
          <Icon size={20} />
        </span>
        <span className="grow">
          <span className="row sb">
            <span className="t16">{words('name')}</span>
            <span className="rd">
              <Check size={14} />
            </span>
          </span>
          <span className="t13 c2">{words('text')}</span>
        </span>
      </span>
      <span className="mix t12 c2">
        {t('setup.quantity', { n: card.quantity })}
        <span className="mb2">
          <i style={{ width: `${card.quantity}%` }} />
          <b style={{ width: `${100 - card.quantity}%` }} />
        </span>
        {t('setup.quality', { n: 100 - card.quantity })}
      </span>
      <span className="kvs" style={{ display: 'block' }}>
        <span>
          <span className="k">{t('setup.followUpReport')}</span>
          <span className="grow el">{words('followUp')}</span>
        </span>
        <span>
          <span className="k">{t('setup.dailyReport')}</span>
          <span className="grow el">{words('daily')}</span>
        </span>
      </span>
    </button>
  )
}

const presets: Array<[string, LucideIcon]> = [
  ['followUp', MessageSquareText],
  ['daily', NotebookPen],
  ['stages', SquareKanban],
  ['pace', Target],
  ['scoring', ScanSearch],
  ['alerts', Siren],
]

function Preset({ card, busy, onDemo }: { card: ScenarioCard; busy: boolean; onDemo: () => void }) {
  const { t } = useTranslation('people')
  return (
    <aside className="sur">
      <div className="row sb">
        <span className="t16">{t('setup.presetTitle', { name: t(`scenarios.${card.key}.name`) })}</span>
        <button type="button" className="link t13" disabled={busy} onClick={onDemo}>
          {t('setup.tryDemo')}
        </button>
      </div>
      <div className="pvs">
        {presets.map(([key, Icon]) => (
          <div className="pvr" key={key}>
            <Icon size={18} />
            <div className="grow">
              <div className="m">{t(`presets.${key}`)}</div>
              <div className="t13 c2">{t(`presetTexts.${key}`)}</div>
            </div>
          </div>
        ))}
      </div>
      <div className="pvs" style={{ padding: '12px 16px' }}>
        <div className="row sb t13">
          <span className="c2">{t('setup.weights')}</span>
          <b>{t('setup.weightsShort', { quantity: card.quantity, quality: 100 - card.quantity })}</b>
        </div>
        <div className="mb2" style={{ margin: '12px 0 10px' }}>
          <i style={{ width: `${card.quantity}%` }} />
          <b style={{ width: `${100 - card.quantity}%` }} />
        </div>
        <div className="row sb t12 c3">
          <span>{t('setup.quantityMeans')}</span>
          <span>{t('setup.qualityMeans')}</span>
        </div>
      </div>
      <div className="su-note">
        <ListChecks size={18} />
        <span>
          <span className="m">{t('setup.pickTitle')}</span>
          <br />
          <span className="t13 c2">{t('setup.pickText')}</span>
        </span>
      </div>
    </aside>
  )
}
