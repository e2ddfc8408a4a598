import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../web/lib/api.ts'
import { Redirect, useAddress, useGo } from '../../../web/lib/place.ts'
import { queryClient } from '../../../web/lib/query.ts'
import { meQuery, signIn } from '../../../web/lib/session.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Button, PasswordField, TextField } from '../../../web/ui/fields.tsx'
import { Entry } from './entry.tsx'

interface Company {
  id: string
  name: string
}

/** Companies that 409 `choose_tenant` offers, in `current` or in its params. */
function companiesIn(error: unknown): Company[] {
  if (!(error instanceof ApiError) || error.status !== 409) return []
  const list = error.params.tenants ?? (error.current as { tenants?: unknown } | undefined)?.tenants ?? error.current
  return Array.isArray(list) ? (list as Company[]) : []
}

/** A place inside the app only: `//host` and other schemes are refused. */
const insideOnly = (next: string | undefined): string => (next?.startsWith('/') && !/^\/[/\\]/.test(next) ? next : '/')

export default function SignIn() {
  const { t } = useTranslation('people')
  const go = useGo()
  const [{ next }] = useAddress<{ next: string }>()
  const me = useQuery({ ...meQuery, retry: false })
  const [identifier, setIdentifier] = useState('')
  const [password, setPassword] = useState('')
  const [companies, setCompanies] = useState<Company[]>([])
  const [failure, setFailure] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const [forgot, setForgot] = useState(false)

  const enter = async (tenant?: string): Promise<void> => {
    if (busy) return
    setBusy(true)
    setFailure(undefined)
    try {
      await signIn({ identifier: identifier.trim(), password, tenant })
      queryClient.clear()
      await queryClient.fetchQuery(meQuery)
      go(insideOnly(next), { replace: true })
    } catch (error) {
      const choices = companiesIn(error)
      setCompanies(choices)
      if (choices.length === 0) setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void enter()
  }

  if (me.data && !busy) return <Redirect to={insideOnly(next)} />
  if (companies.length > 0)
    return <ChooseCompany companies={companies} onChoose={(id) => void enter(id)} onBack={() => setCompanies([])} />
  return (
    <Entry>
      <form className="col" style={{ gap: 14 }} onSubmit={submit}>
        <h1>{t('signIn.title')}</h1>
        <TextField
          label={t('signIn.identifier')}
          value={identifier}
          onChange={setIdentifier}
          name="username"
          autoComplete="username"
          autoCapitalize="off"
          inputMode="email"
          enterKeyHint="next"
          required
          autoFocus
        />
        <PasswordField
          label={t('signIn.password')}
          value={password}
          onChange={setPassword}
          name="password"
          autoComplete="current-password"
          enterKeyHint="go"
          required
          error={failure ? errorText(failure) : undefined}
          extra={
            <button
              type="button"
              className="link t13"
              style={{ fontWeight: 400, minHeight: 0 }}
              onClick={() => setForgot(!forgot)}
              aria-expanded={forgot}
            >
              {t('signIn.forgot')}
            </button>
          }
        />
        {forgot && (
          <div className="ban" style={{ margin: 0 }}>
            {t('signIn.forgotText')}
          </div>
        )}
        <Button kind="pri" size="lg" wide type="submit" busy={busy} style={{ marginTop: 6 }}>
          {t('signIn.submit')}
        </Button>
      </form>
    </Entry>
  )
}

function ChooseCompany({
  companies,
  onChoose,
  onBack,
}: {
  companies: Company[]
  onChoose: (id: string) => void
  onBack: () => void
}) {
  const { t } = useTranslation('people')
  return (
    <Entry>
      <h1>{t('signIn.chooseTitle')}</h1>
      <div className="tenants">
        {companies.map((each) => (
          <Button key={each.id} size="lg" wide onClick={() => onChoose(each.id)}>
            {each.name}
            <ChevronRight size={16} />
          </Button>
        ))}
      </div>
      <button type="button" className="link" onClick={onBack}>
        {t('signIn.other')}
      </button>
    </Entry>
  )
}
