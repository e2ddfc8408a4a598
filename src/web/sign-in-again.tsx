import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryClient } from './lib/query.ts'
import { type Me, meQuery, signIn } from './lib/session.ts'
import { giveUpCalls, resumeCalls, useSessionExpired } from './lib/sign-in-again.ts'
import { errorText } from './lib/words.ts'
import { Button, PasswordField, TextField } from './ui/fields.tsx'

/** Opens over the page when the session ran out; the page below and its typed words stay as they are. */
export function SignInAgain() {
  const { t } = useTranslation('web')
  const expired = useSessionExpired()
  const dialog = useRef<HTMLDialogElement>(null)
  const me = queryClient.getQueryData<Me>(meQuery.queryKey)
  const [identifier, setIdentifier] = useState('')
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const known = me?.user.email ?? me?.user.phone ?? ''

  useEffect(() => {
    if (expired) {
      setIdentifier(known)
      setPassword('')
      setFailure(undefined)
      dialog.current?.showModal()
    } else dialog.current?.close()
  }, [expired, known])

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    try {
      const { user } = await signIn({ identifier, password, tenant: me?.tenant.id })
      // Somebody else's half-typed work must not be sent in this person's name.
      if (me && user.id !== me.user.id) {
        giveUpCalls()
        window.location.assign('/')
        return
      }
      resumeCalls()
      await queryClient.invalidateQueries()
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <dialog ref={dialog} className="again" onCancel={giveUpCalls} aria-label={t('again.title')}>
      <form className="col g12" onSubmit={(event) => void submit(event)}>
        <div>
          <div className="t16">{t('again.title')}</div>
          <div className="t13 c2">{t('again.text')}</div>
        </div>
        <TextField
          label={t('again.identifier')}
          value={identifier}
          onChange={setIdentifier}
          autoComplete="username"
          autoCapitalize="off"
          required
        />
        <PasswordField
          label={t('again.password')}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          error={failure ? errorText(failure) : undefined}
          required
        />
        <div className="row g8" style={{ justifyContent: 'flex-end', marginTop: 4 }}>
          <Button size="lg" onClick={giveUpCalls}>
            {t('again.later')}
          </Button>
          <Button size="lg" kind="pri" type="submit" busy={busy}>
            {t('again.submit')}
          </Button>
        </div>
      </form>
    </dialog>
  )
}
