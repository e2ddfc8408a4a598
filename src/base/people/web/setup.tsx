import { useQuery } from '@tanstack/react-query'
import { Check, CircleCheckBig, Server } from 'lucide-react'
import { type ComponentType, Fragment, lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { Redirect, useGo } from '../../../web/lib/place.ts'
import { queryClient } from '../../../web/lib/query.ts'
import { meQuery } from '../../../web/lib/session.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { Logo } from '../../../web/ui/marks.tsx'
import { EmptyState, Loading, Skeleton } from '../../../web/ui/states.tsx'
import './entry.css'
import type { SetupStepProps } from '../../../web/lib/setup-step.ts'
import { setupSteps } from '../../../web/setup-steps.ts'
import { LanguageButton, Pitch } from './entry.tsx'
import { emptyCompany, SetupCompany } from './setup-company.tsx'
import { SetupScenario } from './setup-scenario.tsx'

/** Where this window has got to, so that reloading it in the middle goes on there. */
const REACHED = 'tandem.setup'
const reached = (): number => Number(sessionStorage.getItem(REACHED) ?? 0)

/** First run of an empty server: company and administrator → scenario → steps of other slices → done. */
export default function Setup() {
  const state = useQuery({
    queryKey: ['setup'],
    queryFn: () => api.get<{ needed: boolean }>('/api/setup', undefined, { askToSignIn: false }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Loading query={state}>
      {({ needed }) => (needed || reached() > 0 ? <Wizard from={needed ? 0 : reached()} /> : <Redirect to="/" />)}
    </Loading>
  )
}

function Wizard({ from }: { from: number }) {
  const { t } = useTranslation('people')
  const go = useGo()
  const [at, setAt] = useState(from)
  const [draft, setDraft] = useState(emptyCompany)
  const [failure, setFailure] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const later = useMemo(
    () => setupSteps.map((step) => ({ key: step.key, Part: lazy(step.load) as ComponentType<SetupStepProps> })),
    [],
  )
  const keys = ['company', 'scenario', ...later.map((each) => each.key)]

  const create = async (path: string, body: unknown, then: () => void): Promise<void> => {
    if (busy) return
    setBusy(true)
    setFailure(undefined)
    try {
      await api.post(path, body, { askToSignIn: false, timeout: 180_000 })
      await queryClient.fetchQuery({ ...meQuery, staleTime: 0 })
      then()
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const next = (): void => setAt((now) => now + 1)
  const open = (): void => go('/', { replace: true })
  const demo = (): void => void create('/api/setup/demo', {}, open)
  const found = (scenario: string, then: () => void): void => {
    const { company, name, identifier, password, timeZone } = draft
    void create(
      '/api/setup',
      {
        company: { name: company.trim(), scenario, timeZone },
        admin: { name: name.trim(), identifier: identifier.trim(), password },
      },
      then,
    )
  }
  const step = later[at - 2]
  useEffect(() => {
    if (step) sessionStorage.setItem(REACHED, String(at))
    else sessionStorage.removeItem(REACHED)
  }, [at, step])

  return (
    <div className="su">
      <Head keys={keys} at={at} />
      <div className="sub">
        {at === 0 && (
          <>
            <SetupCompany draft={draft} onChange={setDraft} onNext={next} onDemo={demo} busy={busy} failure={failure} />
            <Pitch />
          </>
        )}
        {at === 1 && (
          <SetupScenario
            onBack={() => setAt(0)}
            onUse={(scenario) => found(scenario, next)}
            onBlank={(scenario) => found(scenario, open)}
            onDemo={demo}
            busy={busy}
            failure={failure}
          />
        )}
        {step && (
          <Suspense fallback={<Skeleton />}>
            <step.Part onNext={next} onSkip={next} />
          </Suspense>
        )}
        {at >= keys.length && (
          <section className="sul">
            <EmptyState
              icon={CircleCheckBig}
              title={t('setup.doneTitle')}
              text={t('setup.doneText')}
              actions={
                <Button kind="pri" size="lg" onClick={open}>
                  {t('setup.open')}
                </Button>
              }
            />
          </section>
        )}
      </div>
    </div>
  )
}

function Head({ keys, at }: { keys: string[]; at: number }) {
  const { t } = useTranslation('people')
  return (
    <header className="suh">
      <Logo size={26} words />
      <div className="steps">
        {keys.map((key, index) => (
          <Fragment key={key}>
            <div
              className={`stp ${index === at ? 'now' : index < at ? 'past' : ''}`}
              aria-current={index === at ? 'step' : undefined}
            >
              <i>{index < at ? <Check size={14} /> : index + 1}</i>
              {t(`setup.steps.${key}`)}
            </div>
          </Fragment>
        ))}
      </div>
      <div className="side-note">
        <LanguageButton />
        <span className="row g6 c3 own">
          <Server size={14} />
          {t('entry.ownServer')}
        </span>
      </div>
    </header>
  )
}
