import { Languages } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, languageNames, languages } from '../../../web/lib/i18n.ts'
import { Logo } from '../../../web/ui/marks.tsx'
import './entry.css'

/** Shows the language that a press switches to. */
export function LanguageButton() {
  const { t, i18n } = useTranslation('people')
  const next = languages.find((each) => each !== i18n.language) ?? 'zh-CN'
  return (
    <button type="button" aria-label={t('entry.language')} onClick={() => void chooseLanguage(next)}>
      <Languages size={14} />
      {languageNames[next]}
    </button>
  )
}

/** Frame of the pages before the shell: logo, one form, footer; the picture of the product beside it from 1200 px. */
export function Entry({ children, side }: { children: ReactNode; side?: ReactNode }) {
  const { t } = useTranslation('people')
  return (
    <div className="entry">
      <section className="entry-form">
        <Logo size={28} words />
        <div className="in">{children}</div>
        <div className="entry-foot">
          <span>{t('entry.selfHosted')}</span>
          <span>{t('entry.licence')}</span>
          <LanguageButton />
        </div>
      </section>
      {side ?? <Pitch />}
    </div>
  )
}

/** What the product does in one picture: one sentence, two reports. */
export function Pitch() {
  const { t } = useTranslation('people', { keyPrefix: 'signIn' })
  const quantity = [
    ['3', t('visits')],
    ['8', t('followUps')],
    ['1', t('newOpportunity')],
  ]
  const quality = [
    ['B→A', t('intent')],
    [t('price'), t('objection')],
    ['3/16', t('demo')],
  ]
  return (
    <section className="entry-side" aria-hidden="true">
      <h2>
        {t('pitch1')}
        <br />
        {t('pitch2')}
      </h2>
      <div className="fc">
        <div className="t12 c3">{t('says')}</div>
        <div className="q1">{t('sentence')}</div>
      </div>
      <div className="two">
        <Facts dot="qty" title={t('quantity')} facts={quantity} />
        <Facts dot="pri" title={t('quality')} facts={quality} />
      </div>
    </section>
  )
}

function Facts({ dot, title, facts }: { dot: string; title: string; facts: string[][] }) {
  return (
    <div className="fc">
      <div className="row g6 t13 b">
        <i className={`dot ${dot}`} />
        {title}
      </div>
      <div className="mm">
        {facts.map(([value, label]) => (
          <span key={label}>
            <b>{value}</b>
            {label}
          </span>
        ))}
      </div>
    </div>
  )
}
