import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Hourglass, Link2Off } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, api } from '../../../web/lib/api.ts'
import { usePathParam } from '../../../web/lib/place.ts'
import { errorText, fieldErrors } from '../../../web/lib/words.ts'
import { Button, PasswordField, TextField } from '../../../web/ui/fields.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../web/ui/states.tsx'
import { Entry } from './entry.tsx'

/** Joining by an invitation link or its QR code; an administrator approves afterwards. */
export default function Join() {
  const { t } = useTranslation('people')
  const token = usePathParam('token')
  const invitation = useQuery({
    queryKey: ['join', token],
    queryFn: () =>
      api.get<{ tenantName: string }>(`/api/join/${encodeURIComponent(token)}`, undefined, { askToSignIn: false }),
  })
  const { data, error } = invitation
  const gone = error instanceof ApiError && error.status >= 400 && error.status < 500
  if (gone) {
    return (
      <Entry>
        <EmptyState
          icon={Link2Off}
          title={t('join.badLink')}
          text={t('join.badLinkText')}
          actions={
            <Link to="/sign-in" className="btn sm pri">
              {t('reset.toSignIn')}
            </Link>
          }
        />
      </Entry>
    )
  }
  return (
    <Entry>
      {data ? (
        <Form tenantName={data.tenantName} token={token} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void invitation.refetch()} />
      ) : (
        <Skeleton />
      )}
    </Entry>
  )
}

function Form({ tenantName, token }: { tenantName: string; token: string }) {
  const { t } = useTranslation('people')
  const [name, setName] = useState('')
  const [identifier, setIdentifier] = useState('')
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<unknown>()
  const [state, setState] = useState<'open' | 'busy' | 'sent'>('open')

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (state === 'busy') return
    setState('busy')
    try {
      await api.post(
        `/api/join/${encodeURIComponent(token)}`,
        { name: name.trim(), identifier: identifier.trim(), password },
        { askToSignIn: false },
      )
      setState('sent')
    } catch (error) {
      setFailure(error)
      setState('open')
    }
  }

  if (state === 'sent') {
    const home = (
      <Link to="/sign-in" className="btn lg">
        {t('reset.toSignIn')}
      </Link>
    )
    return (
      <EmptyState
        icon={Hourglass}
        title={t('join.waitingTitle')}
        text={t('join.waitingText', { tenant: tenantName })}
        actions={home}
      />
    )
  }
  const errors = fieldErrors(failure)
  const general = failure !== undefined && Object.keys(errors).length === 0
  return (
    <form className="col" style={{ gap: 14 }} onSubmit={(event) => void submit(event)}>
      <div>
        <h1>{t('join.title', { tenant: tenantName })}</h1>
        <p className="lead c3">{t('join.text')}</p>
      </div>
      <TextField
        label={t('join.name')}
        value={name}
        onChange={setName}
        autoComplete="name"
        error={errors.name}
        required
      />
      <TextField
        label={t('join.identifier')}
        value={identifier}
        onChange={setIdentifier}
        autoComplete="username"
        autoCapitalize="off"
        inputMode="email"
        error={errors.identifier}
        required
      />
      <PasswordField
        label={t('join.password')}
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        minLength={8}
        hint={t('reset.rule')}
        error={errors.password}
        required
      />
      {general && <div className="ban bad">{errorText(failure)}</div>}
      <Button kind="pri" size="lg" wide type="submit" busy={state === 'busy'} style={{ marginTop: 6 }}>
        {t('join.submit')}
      </Button>
    </form>
  )
}
