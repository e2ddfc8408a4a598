import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import type { SetupStepProps } from '../../../web/lib/setup-step.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { Skeleton } from '../../../web/ui/states.tsx'
import { InviteLink } from './invite-link.tsx'
import './people.css'
import { type Link, useDepartments, useRoles } from './people-data.ts'

/** First run: one QR code by which everybody asks to join the company as a sales rep. */
export default function SetupInvite({ onNext, onSkip }: SetupStepProps) {
  const { t } = useTranslation(['people', 'web'])
  const departmentId = useDepartments().data?.find((each) => each.parentId === null)?.id
  const roleId = useRoles().data?.find((each) => each.key === 'rep')?.id
  const [link, setLink] = useState<Link | null>(null)
  const asked = useRef(false)
  const sending = useSubmit()
  const make = () =>
    sending.submit(async () => setLink(await api.post<Link>('/api/join-links', { departmentId, roleId })))
  useEffect(() => {
    if (asked.current || !departmentId || !roleId) return
    asked.current = true
    void make()
  })
  return (
    <section className="sul">
      <h1>{t('setup.inviteTitle')}</h1>
      <p className="lead">{t('setup.inviteText')}</p>
      <div className="narrow">
        {link ? <InviteLink link={link} text={t('invite.text')} /> : sending.problem ? null : <Skeleton rows={3} />}
        {sending.problem && (
          <div className="ban bad" role="alert">
            <span className="grow">{sending.problem}</span>
            <button type="button" onClick={() => void make()}>
              {t('web:errors.retry')}
            </button>
          </div>
        )}
      </div>
      <div className="su-acts">
        <Button size="lg" onClick={onSkip}>
          {t('setup.skip')}
        </Button>
        <Button kind="pri" size="lg" onClick={onNext}>
          {t('setup.continue')}
        </Button>
      </div>
    </section>
  )
}
