import { useQueryClient } from '@tanstack/react-query'
import { Phone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { toneOfOption } from '../../../web/lib/fields.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { fieldValueOf, isBlank } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo, usePathParam } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import { errorText } from '../../../web/lib/words.ts'
import { FieldValue } from '../../../web/ui/field-value.tsx'
import { Button, Segmented } from '../../../web/ui/fields.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { ActionButton, Card, ListRow, Row, Section, TextButton } from '../../../web/ui/phone/blocks.tsx'
import { Collaborators } from '../../../web/ui/phone/collaborators.tsx'
import { DateTimeSheet } from '../../../web/ui/phone/date-time-sheet.tsx'
import { Footer, NavBar } from '../../../web/ui/phone/page.tsx'
import { RecordSheet } from '../../../web/ui/phone/record-sheet.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { Timeline, useOpenStepsOf } from '../../customers/web/parts.tsx'
import { isOpen, type Lead, useAskedFields, useLead, useLeadActs } from './lead.ts'
import { ConvertSheet, InvalidSheet } from './lead-sheets.tsx'

/** A lead on the phone: whom to call, what was said, and what becomes of it. */
export default function LeadPage() {
  const query = useLead(usePathParam('id'))
  return (
    <>
      <NavBar title={query.data?.name ?? ''} home="/leads" />
      <Loading query={query}>{(lead) => <Body key={lead.id} lead={lead} />}</Loading>
    </>
  )
}

function Body({ lead }: { lead: Lead }) {
  const { t } = useTranslation(['leads', 'customers', 'follow-ups'])
  const go = useGo()
  const [tab, setTab] = useState<'timeline' | 'facts'>('timeline')
  const [converting, setConverting] = useState(false)
  const mayRecord = useCan('followUps.create')
  const mayConvert = useCan('customers.create')
  return (
    <>
      <Top lead={lead} />
      {isOpen(lead) && <Steps lead={lead} />}
      <div style={{ padding: 12 }}>
        <Segmented
          fill
          label={t('tabs.label')}
          value={tab}
          onChange={setTab}
          choices={(['timeline', 'facts'] as const).map((value) => ({ value, label: t(`tabs.${value}`) }))}
        />
      </div>
      {tab === 'timeline' ? <Timeline of={{ leadId: lead.id }} /> : <Facts lead={lead} />}
      {isOpen(lead) && (
        <Footer>
          {lead.abilities.edit && mayConvert && (
            <Button className="grow" onClick={() => setConverting(true)}>
              {t('convert')}
            </Button>
          )}
          {mayRecord && (
            <Button kind="pri" className="grow" onClick={() => go(`/follow-ups/new?lead=${lead.id}`)}>
              {t('record')}
            </Button>
          )}
        </Footer>
      )}
      {converting && <ConvertSheet lead={lead} onClose={() => setConverting(false)} />}
    </>
  )
}

function Top({ lead }: { lead: Lead }) {
  const { t } = useTranslation('leads')
  const status = useOptions('leadStatus')
  const { phone } = lead
  return (
    <Card>
      <Row>
        <span className="grow col g4" style={{ padding: '8px 0' }}>
          <b className="t16">{lead.name}</b>
          <span className="row g6 t13 c3" style={{ flexWrap: 'wrap' }}>
            <Tag tone={toneOfOption(status.find(lead.status)?.tone)}>{status.word(lead.status)}</Tag>
            <span>{lead.owner?.name ?? t('noOwner')}</span>
          </span>
          {lead.status === 'invalid' && lead.invalidReason && (
            <span className="t13 c2">{t('because', { reason: lead.invalidReason })}</span>
          )}
        </span>
      </Row>
      {(lead.contactName || phone) && (
        <ListRow
          title={[lead.contactName, lead.title].filter(Boolean).join(' · ') || phone}
          text={lead.contactName ? phone : undefined}
          tail={
            phone && !phone.includes('*') ? (
              <ActionButton icon={Phone} label={t('call')} href={`tel:${phone}`} />
            ) : (
              <span />
            )
          }
        />
      )}
      {lead.customer && (
        <ListRow
          to={`/customers/${lead.customer.id}`}
          title={t('toCustomer', { name: lead.customer.name })}
          {...(lead.convertedAt && { note: t('convertedOn', { when: formatMoment(lead.convertedAt) }) })}
        />
      )}
    </Card>
  )
}

function Steps({ lead }: { lead: Lead }) {
  const { t } = useTranslation('leads')
  const client = useQueryClient()
  const action = useOptions('nextStepAction')
  const [planning, setPlanning] = useState(false)
  const { data } = useOpenStepsOf({ leadId: lead.id })
  const refresh = () => Promise.all(['next-steps', 'leads'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const run = (call: Promise<unknown>, done: string, undo?: () => Promise<unknown>) =>
    void call
      .then(refresh)
      .then(() => toast(done, undo && { onUndo: () => void undo().then(refresh) }))
      .catch((error: unknown) => toast(errorText(error), { tone: 'bad' }))
  return (
    <>
      <Section
        title={t('nextSteps')}
        side={lead.abilities.edit && <TextButton onPress={() => setPlanning(true)}>{t('plan')}</TextButton>}
      />
      <Card>
        {data?.items.map((step) => (
          <ListRow
            key={step.id}
            over={Date.parse(step.at) < Date.now()}
            title={step.goal || action.word(step.action)}
            text={[formatMoment(step.at), step.owner?.name].filter(Boolean).join(' · ')}
            tail={
              <TextButton
                onPress={() =>
                  run(api.post(`/api/next-steps/${step.id}/complete`, {}), t('stepDone'), () =>
                    api.post(`/api/next-steps/${step.id}/reopen`, {}),
                  )
                }
              >
                {t('completeStep')}
              </TextButton>
            }
          />
        ))}
        {data?.items.length === 0 && (
          <Row>
            <span className="c3 t14">{t('noNextSteps')}</span>
          </Row>
        )}
      </Card>
      <DateTimeSheet
        open={planning}
        onClose={() => setPlanning(false)}
        title={t('plan')}
        value={null}
        onChange={(at) => run(api.post('/api/next-steps', { leadId: lead.id, at, action: 'call' }), t('planned'))}
      />
    </>
  )
}

function Facts({ lead }: { lead: Lead }) {
  const { t } = useTranslation(['leads', 'web'])
  const acts = useLeadActs(lead)
  const fields = useAskedFields()
  const [asking, setAsking] = useState<'edit' | 'invalid' | null>(null)
  const { edit } = lead.abilities
  return (
    <>
      <Card>
        {fields
          .filter((field) => !isBlank(fieldValueOf(lead, field)))
          .map((field) => (
            <Row key={field.key} label={field.label}>
              <span>
                <FieldValue field={field} record={lead} />
              </span>
            </Row>
          ))}
      </Card>
      {edit && (
        <div className="row g12" style={{ padding: '12px 16px' }}>
          <Button className="grow" onClick={() => setAsking('edit')}>
            {t('web:record.edit')}
          </Button>
          {isOpen(lead) && (
            <Button className="grow" onClick={() => setAsking('invalid')}>
              {t('invalidate')}
            </Button>
          )}
          {lead.status === 'invalid' && (
            <Button className="grow" onClick={acts.revive}>
              {t('revive')}
            </Button>
          )}
        </div>
      )}
      <Collaborators path="leads" id={lead.id} editable={edit} />
      <RecordSheet
        open={asking === 'edit'}
        onClose={() => setAsking(null)}
        title={t('edit')}
        path="leads"
        fields={fields.filter((field) => !field.readOnly)}
        record={lead}
      />
      {asking === 'invalid' && <InvalidSheet lead={lead} onClose={() => setAsking(null)} />}
    </>
  )
}
