import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input, Modal } from 'antd'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Comments } from '../../../base/comments/web/parts.tsx'
import { useFields, useFieldsEver } from '../../../web/lib/fields.ts'
import { formatList, formatMoment } from '../../../web/lib/format.ts'
import type { FieldMeta } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { errorText } from '../../../web/lib/words.ts'
import { HistoryList, historyQuery } from '../../../web/ui/desktop/history-list.tsx'
import { RecordForm } from '../../../web/ui/desktop/record-form.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Avatar, IntentLetter, Tag } from '../../../web/ui/marks.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { followUp as type } from '../record.ts'
import { Heard, Summary, useFacts } from './facts.tsx'
import { type FollowUp, useFollowUpActs } from './follow-up.ts'
import { Notes } from './follow-up-notes.tsx'

const editable = [
  'summary',
  'method',
  'occurredAt',
  'contactIds',
  'result',
  'feedback',
  'needs',
  'objections',
  'competitors',
  'signals',
  'intent',
  'judgement',
  'opportunityId',
  'stage',
  'amount',
  'lateReason',
]

const placeOf = (field: FieldMeta): number => (field.custom ? editable.length : editable.indexOf(field.key))

/** A whole follow-up: read, changed, added to, voided. In the drawer of the list and on its own page. */
export function FollowUpView({ item, onVoided }: { item: FollowUp; onVoided?: () => void }) {
  const [editing, setEditing] = useState(false)
  return editing ? (
    <Edit item={item} onDone={() => setEditing(false)} />
  ) : (
    <Read item={item} onEdit={() => setEditing(true)} {...(onVoided && { onVoided })} />
  )
}

function Read({ item, onEdit, onVoided }: { item: FollowUp; onEdit: () => void; onVoided?: () => void }) {
  const { t } = useTranslation(['follow-ups', 'web', 'comments'])
  const method = useOptions('method')
  const facts = useFacts(item)
  const acts = useFollowUpActs(item.id)
  const [voiding, setVoiding] = useState(false)
  const [changes, setChanges] = useState(false)
  const [reason, setReason] = useState('')
  const fail = (error: unknown) => toast(errorText(error), { tone: 'bad' })
  const restore = () => acts.restore.mutate(undefined as never, { onError: fail })
  const voidIt = () =>
    acts.void.mutate(
      { reason: reason.trim(), version: item.version },
      {
        onSuccess: () => {
          setVoiding(false)
          onVoided?.()
          toast(t('voided'), { onUndo: restore })
        },
        onError: fail,
      },
    )
  return (
    <div className="col g12">
      {item.voidedAt && (
        <div className="ban warn">
          {t('isVoided', { when: formatMoment(item.voidedAt) })}
          {item.abilities.delete && (
            <button type="button" className="push" onClick={restore}>
              {t('restore')}
            </button>
          )}
        </div>
      )}
      <div className="row g8 t13">
        {item.owner && <Avatar id={item.owner.id} name={item.owner.name} />}
        <span className="m">{item.owner?.name}</span>
        <span className="c3">{[method.word(item.method), formatMoment(item.occurredAt)].join(' · ')}</span>
        {(item.entryKind === 'late' || item.entryKind === 'veryLate') && <Tag>{t('list.late')}</Tag>}
        {!item.counted && <Tag>{t('list.uncounted')}</Tag>}
        {item.intent && item.stateBefore?.intent !== item.intent && (
          <span className="push">
            <IntentLetter intent={item.intent} {...(item.stateBefore?.intent && { from: item.stateBefore.intent })} />
          </span>
        )}
      </div>
      <div>
        {item.customer && (
          <Link to={`/customers/${item.customer.id}`} className="m">
            {item.customer.name}
          </Link>
        )}
        {item.lead && (
          <Link to={`/leads/${item.lead.id}`} className="m">
            {item.lead.name}
          </Link>
        )}
        {!!item.contacts?.length && (
          <span className="c2"> · {formatList(item.contacts.map((contact) => contact.name))}</span>
        )}
      </div>
      <div style={{ fontSize: 15, lineHeight: '26px' }}>
        <Summary summary={item.summary} />
      </div>
      <div className="row g6 wrap">
        <Heard item={item} />
      </div>
      {facts.length > 0 && (
        <dl className="facts">
          {facts.map(({ label, value }) => (
            <Fragment key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      <Notes item={item} />
      <div className="row g8">
        {item.abilities.edit && !item.voidedAt && (
          <Button size="sm" onClick={onEdit}>
            {t('web:actions.edit')}
          </Button>
        )}
        {item.abilities.delete && !item.voidedAt && (
          <Button size="sm" kind="text" className="danger" onClick={() => setVoiding(true)}>
            {t('void')}
          </Button>
        )}
        <Button size="sm" kind="text" className="push" aria-expanded={changes} onClick={() => setChanges(!changes)}>
          {t('changes')}
        </Button>
      </div>
      {changes && <Changes id={item.id} />}
      <h3 className="t13 m">{t('comments:title')}</h3>
      <Comments subject={{ type: type.type, record: item.id }} closed={item.voidedAt !== null} />
      <Modal
        open={voiding}
        title={t('voidTitle')}
        okText={t('void')}
        okButtonProps={{ danger: true, loading: acts.void.isPending }}
        cancelText={t('web:actions.cancel')}
        onCancel={() => setVoiding(false)}
        onOk={voidIt}
        width={420}
      >
        <p className="t13 c2" style={{ marginBottom: 8 }}>
          {t('voidText')}
        </p>
        <Input
          aria-label={t('voidReason')}
          placeholder={t('voidReason')}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={voidIt}
        />
      </Modal>
    </div>
  )
}

function Changes({ id }: { id: string }) {
  return (
    <HistoryList query={useInfiniteQuery(historyQuery('follow-ups', id))} fields={useFieldsEver(type, 'follow-ups')} />
  )
}

function Edit({ item, onDone }: { item: FollowUp; onDone: () => void }) {
  const { t } = useTranslation('follow-ups')
  const acts = useFollowUpActs(item.id)
  const [base, setBase] = useState(item)
  const fields = useFields(type, 'follow-ups')
    .filter(
      (field) =>
        !field.readOnly &&
        (field.custom || editable.includes(field.key)) &&
        ((field.key !== 'stage' && field.key !== 'amount') || base.opportunity),
    )
    .sort((a, b) => placeOf(a) - placeOf(b))
  return (
    <RecordForm
      key={base.version}
      fields={fields}
      record={base}
      onCancel={onDone}
      onSubmit={async (_all, changed) => {
        if (Object.keys(changed).length > 0) await acts.change.mutateAsync({ version: base.version, ...changed })
        onDone()
        toast(t('changed'))
      }}
      onConflict={(current) => {
        const now = current as FollowUp | undefined
        return (
          <div className="ban info" style={{ marginBottom: 12, display: 'block' }}>
            <b>{t('changedMeanwhile')}</b>
            {now?.summary && (
              <p className="t13">
                <Summary summary={now.summary} />
              </p>
            )}
            {now?.version !== undefined && (
              <Button size="sm" onClick={() => setBase(now)}>
                {t('useCurrent')}
              </Button>
            )}
          </div>
        )
      }}
    />
  )
}
