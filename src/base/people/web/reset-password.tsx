import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { usePathParam } from '../../../web/lib/place.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Button, PasswordField } from '../../../web/ui/fields.tsx'
import { Entry } from './entry.tsx'

/** A new password by the link that an administrator made. */
export default function ResetPassword() {
  const { t } = useTranslation('people')
  const token = usePathParam('token')
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<unknown>()
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open')

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (state === 'busy') return
    setState('busy')
    try {
      await api.post('/api/password-reset', { token, password }, { askToSignIn: false })
      setState('done')
    } catch (error) {
      setFailure(error)
      setState('open')
    }
  }

  if (state === 'done') {
    return (
      <Entry>
        <h1>{t('reset.done')}</h1>
        <Link to="/sign-in" className="btn pri lg wide">
          {t('reset.toSignIn')}
        </Link>
      </Entry>
    )
  }
  return (
    <Entry>
      <form className="col" style={{ gap: 14 }} onSubmit={(event) => void submit(event)}>
        <div>
          <h1>{t('reset.title')}</h1>
          <p className="lead c3">{t('reset.text')}</p>
        </div>
        <PasswordField
          label={t('reset.password')}
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          minLength={8}
          hint={t('reset.rule')}
          error={failure ? errorText(failure) : undefined}
          required
          autoFocus
        />
        <Button kind="pri" size="lg" wide type="submit" busy={state === 'busy'}>
          {t('reset.submit')}
        </Button>
      </form>
    </Entry>
  )
}
