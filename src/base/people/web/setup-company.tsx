import { Database } from 'lucide-react'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../../../web/lib/words.ts'
import { Button, PasswordField, TextField } from '../../../web/ui/fields.tsx'

export interface CompanyDraft {
  company: string
  name: string
  identifier: string
  password: string
  timeZone: string
}

export const emptyCompany: CompanyDraft = {
  company: '',
  name: '',
  identifier: '',
  password: '',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Shanghai',
}

export interface SetupCompanyProps {
  draft: CompanyDraft
  onChange: (draft: CompanyDraft) => void
  onNext: () => void
  onDemo: () => void
  busy: boolean
  failure: unknown
}

/** Step 1: the company and its first administrator, or the demo company at once. */
export function SetupCompany({ draft, onChange, onNext, onDemo, busy, failure }: SetupCompanyProps) {
  const { t } = useTranslation('people', { keyPrefix: 'setup' })
  const set = (name: keyof CompanyDraft) => (value: string) => onChange({ ...draft, [name]: value })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onNext()
  }
  return (
    <form className="sul" onSubmit={submit}>
      <h1>{t('companyTitle')}</h1>
      <p className="lead">{t('companyText')}</p>
      <div className="narrow">
        <TextField
          label={t('company')}
          hint={t('companyHint')}
          value={draft.company}
          onChange={set('company')}
          autoComplete="organization"
          maxLength={80}
          required
          autoFocus
        />
        <TextField
          label={t('name')}
          value={draft.name}
          onChange={set('name')}
          autoComplete="name"
          maxLength={40}
          required
        />
        <TextField
          label={t('identifier')}
          hint={t('identifierHint')}
          value={draft.identifier}
          onChange={set('identifier')}
          autoComplete="username"
          autoCapitalize="off"
          inputMode="email"
          required
        />
        <PasswordField
          label={t('password')}
          hint={t('rule')}
          value={draft.password}
          onChange={set('password')}
          autoComplete="new-password"
          minLength={8}
          required
        />
        {failure !== undefined && <div className="ban bad">{errorText(failure)}</div>}
        <button type="button" className="fin" onClick={onDemo} disabled={busy} aria-busy={busy}>
          <Database size={18} />
          <span className="grow">
            <b className="m">{t('demo')}</b>
            <span className="t13 c2" style={{ display: 'block' }}>
              {t('demoText')}
            </span>
          </span>
        </button>
      </div>
      <div className="su-acts">
        <span className="t13 c3">{t('later')}</span>
        <Button kind="pri" size="lg" type="submit">
          {t('next')}
        </Button>
      </div>
    </form>
  )
}
