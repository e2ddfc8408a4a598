import { CornerDownRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatAmount, formatMoment } from '../../../web/lib/format.ts'
import { fieldValueOf, isBlank } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { FieldValue } from '../../../web/ui/field-value.tsx'
import { IntentLetter, Tag } from '../../../web/ui/marks.tsx'
import { type FollowUp, useAddedFields } from './follow-up.ts'

/** The words of a follow-up, `line` on one line; a sentence that the system wrote is worded in the reader's language. */
export function Summary({ summary, line }: { summary: string; line?: boolean }) {
  const { t } = useTranslation('follow-ups')
  // The contract has a function for this, but zod would come along to the phone.
  const phrase = /^phrase:(\w+)$/.exec(summary)?.[1]
  return phrase ? (
    <span className="c3">{t(`phrase.${phrase}`, { defaultValue: summary })}</span>
  ) : (
    <span style={line ? undefined : { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{summary}</span>
  )
}

/** What was heard, as tags. */
export function Heard({
  item,
}: {
  item: Pick<FollowUp, 'objections' | 'competitors' | 'needs' | 'feedback' | 'signals'>
}) {
  const { t } = useTranslation('follow-ups')
  const objection = useOptions('objection')
  const feedback = useOptions('feedback')
  const signal = useOptions('signal')
  return (
    <>
      {item.objections?.map((key) => (
        <Tag key={key} tone="warn">
          {t('objectionOf', { name: objection.word(key) })}
        </Tag>
      ))}
      {item.competitors?.map((name) => (
        <Tag key={name} tone="warn">
          {t('rival', { name })}
        </Tag>
      ))}
      {item.needs?.map((need) => (
        <Tag key={need}>{need}</Tag>
      ))}
      {item.feedback && <Tag>{feedback.word(item.feedback)}</Tag>}
      {item.signals?.map((key) => (
        <Tag key={key} {...(signal.find(key)?.tone === 'success' && { tone: 'ok' as const })}>
          {signal.word(key)}
        </Tag>
      ))}
    </>
  )
}

/** Label and value of everything that was said beside the words; what was not said is left out. */
export function useFacts(item: FollowUp): { label: string; value: ReactNode }[] {
  const { t } = useTranslation('follow-ups')
  const result = useOptions('result')
  const stage = useOptions('stage')
  const status = useOptions('customerStatus')
  const action = useOptions('nextStepAction')
  const added = useAddedFields()
  const { stateBefore: before, stateAfter: after } = item
  const moved = (key: 'stage' | 'status') => after?.[key] && before?.[key] !== after[key]
  const facts: [string, ReactNode][] = [
    ['opportunity', item.opportunity?.name],
    ['result', item.result && result.word(item.result)],
    ['intent', item.intent && <IntentLetter intent={item.intent} {...(before?.intent && { from: before.intent })} />],
    [
      'status',
      moved('status') && `${before?.status ? `${status.word(before.status)} → ` : ''}${status.word(after?.status)}`,
    ],
    ['stage', moved('stage') && `${before?.stage ? `${stage.word(before.stage)} → ` : ''}${stage.word(after?.stage)}`],
    ['amountSaid', item.amount != null && formatAmount(item.amount, item.currency)],
    ['painPoints', item.painPoints?.length ? item.painPoints.join('；') : null],
    ['judgement', item.judgement && <span style={{ whiteSpace: 'pre-wrap' }}>{item.judgement}</span>],
    [
      'place',
      item.location &&
        [
          item.location.address,
          item.location.note,
          item.location.distance !== undefined && t('distance', { metres: Math.round(item.location.distance) }),
        ]
          .filter(Boolean)
          .join(' · '),
    ],
    [
      'nextStep',
      item.nextStep && (
        <span className="row g6">
          <CornerDownRight size={14} className="c3" />
          {formatMoment(item.nextStep.at)} {item.nextStep.goal || action.word(item.nextStep.action)}{' '}
          <Tag {...(item.nextStep.state === 'kept' && { tone: 'ok' as const })}>
            {t(`stepState.${item.nextStep.state}`)}
          </Tag>
        </span>
      ),
    ],
    [
      'enteredAt',
      item.entryKind !== 'normal' &&
        item.enteredAt &&
        `${formatMoment(item.enteredAt)}${item.lateReason ? ` · ${item.lateReason}` : ''}`,
    ],
  ]
  return [
    ...facts.filter(([, value]) => value).map(([key, value]) => ({ label: t(`fields.${key}`), value })),
    ...added
      .filter((field) => !isBlank(fieldValueOf(item, field)))
      .map((field) => ({ label: field.label, value: <FieldValue field={field} record={item} /> })),
  ]
}
