import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { chooseLanguage, type Language, languageNames, languages } from '../../../web/lib/i18n.ts'
import { useLeaveGuard } from '../../../web/lib/leave-guard.ts'
import { saveMySettings, signOut, useMe } from '../../../web/lib/session.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { chooseTheme, type ThemeChoice, useThemeChoice } from '../../../web/lib/theme.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Button, PasswordField, Segmented } from '../../../web/ui/fields.tsx'
import { Avatar } from '../../../web/ui/marks.tsx'
import { Card, Row, Section } from '../../../web/ui/phone/blocks.tsx'
import { NavBar } from '../../../web/ui/phone/page.tsx'
import { Sheet } from '../../../web/ui/phone/sheet.tsx'
import { toast } from '../../../web/ui/toast.tsx'

const themes: ThemeChoice[] = ['auto', 'light', 'dark']

/** 我的: what each person sets for themself, and the way out. */
export default function MyPage() {
  const { t, i18n } = useTranslation(['people', 'web'])
  const { user, tenant } = useMe()
  const theme = useThemeChoice()
  const [open, setOpen] = useState<'password' | 'everywhere' | null>(null)
  const fail = (error: unknown) => toast(errorText(error), { tone: 'bad' })
  const pickTheme = (next: ThemeChoice) => {
    chooseTheme(next)
    saveMySettings({ theme: next }).catch(fail)
  }
  const pickLanguage = (next: Language) => {
    void chooseLanguage(next)
    saveMySettings({ locale: next }).catch(fail)
  }
  return (
    <>
      <NavBar title={t('me.title')} home="/" />
      <div style={{ height: 12 }} />
      <Card>
        <Row>
          <Avatar id={user.id} name={user.name} size="lg" />
          <span className="grow col">
            <span className="m">{user.name}</span>
            <span className="t13 c3">
              {[tenant.name, user.departmentName].filter((each, i, all) => each && all.indexOf(each) === i).join(' · ')}
            </span>
          </span>
        </Row>
        {(user.phone || user.email) && (
          <Row one>
            <span className="grow t13 c2">{[user.phone, user.email].filter(Boolean).join(' · ')}</span>
          </Row>
        )}
      </Card>
      <Section title={t('me.theme')} />
      <Card pad>
        <Segmented
          fill
          label={t('me.theme')}
          value={theme}
          onChange={pickTheme}
          choices={themes.map((value) => ({ value, label: t(`me.themes.${value}`) }))}
        />
      </Card>
      <Section title={t('me.language')} />
      <Card pad>
        <Segmented
          fill
          label={t('me.language')}
          value={i18n.language as Language}
          onChange={pickLanguage}
          choices={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
      </Card>
      <div style={{ height: 12 }} />
      <Card>
        <Row one onPress={() => setOpen('password')}>
          {t('me.password')}
        </Row>
        <Row one onPress={() => setOpen('everywhere')}>
          {t('me.everywhere')}
        </Row>
        <Row one onPress={() => void signOut().catch(fail)}>
          <span className="cbad">{t('me.signOut')}</span>
        </Row>
      </Card>
      <div style={{ height: 24 }} />
      {open === 'password' && <Password onClose={() => setOpen(null)} />}
      <Sheet open={open === 'everywhere'} onClose={() => setOpen(null)} title={t('me.everywhere')} pad>
        <div className="col g12">
          <p className="c2">{t('me.everywhereAsk')}</p>
          <Button wide className="cbad" onClick={() => void signOut(true).catch(fail)}>
            {t('me.everywhere')}
          </Button>
        </div>
      </Sheet>
    </>
  )
}

function Password({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['people', 'web'])
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [asking, setAsking] = useState(false)
  const sending = useSubmit()
  const dirty = current !== '' || next !== ''
  const guard = useLeaveGuard(dirty)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await sending.submit(() => api.post('/api/me/password', { current, password: next })))) return
    toast(t('me.done'))
    onClose()
  }
  const stay = () => {
    setAsking(false)
    guard.stay()
  }
  const leave = () => {
    guard.leave()
    onClose()
  }
  return (
    <Sheet open onClose={() => (dirty ? setAsking(true) : onClose())} title={t('me.password')} pad>
      <form className="col g16" onSubmit={(event) => void save(event)}>
        {(asking || guard.asking) && (
          <div className="ban warn" role="alert">
            <span className="grow">{t('web:draft.leaveTitle')}</span>
            <button type="button" onClick={leave}>
              {t('web:draft.leave')}
            </button>
            <button type="button" onClick={stay}>
              {t('web:draft.stay')}
            </button>
          </div>
        )}
        <PasswordField
          label={t('me.current')}
          value={current}
          onChange={setCurrent}
          autoComplete="current-password"
          error={sending.errors.current ?? ''}
          required
        />
        <PasswordField
          label={t('me.next')}
          value={next}
          onChange={setNext}
          autoComplete="new-password"
          hint={t('reset.rule')}
          error={sending.errors.password ?? ''}
          required
        />
        {sending.problem && (
          <div className="ban bad" role="alert">
            {sending.problem}
          </div>
        )}
        <Button kind="pri" wide type="submit" busy={sending.busy}>
          {t('web:actions.save')}
        </Button>
      </form>
    </Sheet>
  )
}
