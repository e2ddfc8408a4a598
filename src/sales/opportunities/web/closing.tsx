import { DatePicker, Input, Modal, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatAmountShort, moveDay, today } from '../../../web/lib/format.ts'
import { wordOf } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Field, Problem } from '../../../web/ui/desktop/form-parts.tsx'
import { useAskingClose } from '../../../web/ui/desktop/leave-question.tsx'
import { MoneyInput } from '../../../web/ui/desktop/money-input.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { type Opportunity, useRefresh } from './opportunity.ts'

export type Closing = 'win' | 'lose' | 'hold'

/** Asks what winning, losing or putting aside needs to know, and does it; each can be taken back for 8 s. */
export function ClosingDialog({
  deal,
  act,
  onClose,
}: {
  deal: Opportunity | null
  act: Closing | null
  onClose: () => void
}) {
  if (!deal || !act) return null
  return <Ask key={`${deal.id}${act}`} deal={deal} act={act} onClose={onClose} />
}

function Ask({ deal, act, onClose }: { deal: Opportunity; act: Closing; onClose: () => void }) {
  const { t } = useTranslation(['opportunities', 'web'])
  const refresh = useRefresh()
  const reasons = useOptions('lossReason')
  const [amount, setAmount] = useState<number | null>(deal.amount ?? null)
  const [day, setDay] = useState(today())
  const [until, setUntil] = useState(moveDay(today(), 30))
  const [reason, setReason] = useState<string>()
  const [competitor, setCompetitor] = useState('')
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const asks = reasons.find(reason)?.asksCompetitor === true
  const groups = reasons.choices.filter(
    (option) => !option.parent && reasons.choices.some((other) => other.parent === option.key),
  )
  const alone = reasons.choices.filter((option) => !option.parent && !groups.includes(option))
  const options =
    groups.length > 0
      ? [
          ...groups.map((group) => ({
            label: wordOf(group),
            options: reasons.choices
              .filter((option) => option.parent === group.key)
              .map((option) => ({ value: option.key, label: wordOf(option) })),
          })),
          ...alone.map((option) => ({ value: option.key, label: wordOf(option) })),
        ]
      : reasons.choices.map((option) => ({ value: option.key, label: wordOf(option) }))
  const bodies: Record<Closing, object> = {
    win: { version: deal.version, ...(amount !== null && { amount }), closedOn: day },
    lose: {
      version: deal.version,
      reason,
      ...(competitor.trim() && { competitor: competitor.trim() }),
      ...(note.trim() && { note: note.trim() }),
      closedOn: day,
    },
    hold: { version: deal.version, until },
  }
  const ready = act !== 'lose' || (reason !== undefined && (!asks || competitor.trim() !== ''))
  const run = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      await api.post(`/api/opportunities/${deal.id}/${act}`, bodies[act])
      await refresh()
      const back = act === 'hold' ? 'resume' : 'reopen'
      toast(t(`done.${act}`, { name: deal.name, amount: formatAmountShort(amount, deal.currency) }), {
        onUndo: () =>
          void api
            .post(`/api/opportunities/${deal.id}/${back}`, {})
            .then(refresh)
            .catch((error: unknown) => toast(errorText(error), { tone: 'bad' })),
      })
      onClose()
    } catch (error) {
      setProblem(errorText(error))
    } finally {
      setBusy(false)
    }
  }
  const { close, question } = useAskingClose(true, competitor !== '' || note !== '', onClose)
  const dayField = (
    <Field label={t('closedOn')}>
      {(id) => (
        <DatePicker
          id={id}
          allowClear={false}
          value={dayjs(day)}
          disabledDate={(each) => each.isAfter(dayjs(today()), 'day')}
          onChange={(next) => next && setDay(next.format('YYYY-MM-DD'))}
          style={{ width: '100%' }}
        />
      )}
    </Field>
  )
  return (
    <Modal
      open
      title={t(`ask.${act}`, { name: deal.name })}
      onCancel={close}
      onOk={() => void run()}
      okText={t(`act.${act}`)}
      cancelText={t('web:actions.cancel')}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={busy}
      width={440}
    >
      <div className="col g12" style={{ padding: '8px 0' }}>
        {act === 'win' && 'amount' in deal && (
          <Field label={t('wonAmount')}>
            {(id) => <MoneyInput id={id} min={0} value={amount} currency={deal.currency} onChange={setAmount} />}
          </Field>
        )}
        {act === 'lose' && (
          <>
            <Field label={t('fields.lossReason')} required>
              {(id) => (
                <Select
                  id={id}
                  showSearch={{ optionFilterProp: 'label' }}
                  value={reason}
                  options={options}
                  onChange={setReason}
                  style={{ width: '100%' }}
                />
              )}
            </Field>
            {(asks || competitor) && (
              <Field label={t('whoWon')} required={asks}>
                {(id) => (
                  <Input
                    id={id}
                    maxLength={80}
                    value={competitor}
                    onChange={(event) => setCompetitor(event.target.value)}
                  />
                )}
              </Field>
            )}
            <Field label={t('fields.lossNote')}>
              {(id) => (
                <Input.TextArea
                  id={id}
                  autoSize={{ minRows: 2 }}
                  maxLength={2000}
                  value={note}
                  onChange={(event) => setNote(event.target.value)}
                />
              )}
            </Field>
          </>
        )}
        {act === 'hold' ? (
          <Field label={t('until')}>
            {(id) => (
              <DatePicker
                id={id}
                allowClear={false}
                value={dayjs(until)}
                disabledDate={(each) => !each.isAfter(dayjs(today()), 'day')}
                onChange={(next) => next && setUntil(next.format('YYYY-MM-DD'))}
                style={{ width: '100%' }}
              />
            )}
          </Field>
        ) : (
          dayField
        )}
        <Problem text={problem} />
      </div>
      {question}
    </Modal>
  )
}
