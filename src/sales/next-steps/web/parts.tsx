import { Building2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { useGo } from '../../../web/lib/place.ts'
import { queryClient } from '../../../web/lib/query.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { EmptyState } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { Pickable } from '../contract.ts'

export { useStepActs } from './steps.ts'

/** How many customers are suggested for a week. */
const SUGGESTED = 10

type Customer = Pick<Pickable, 'id' | 'owner'>

/** Picking customers for this week: who is chosen, when each is planned, and the planning itself. */
export function usePicking(found: { items: readonly Customer[]; slots: readonly string[] }, onDone: () => void) {
  const { t } = useTranslation('next-steps')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(found.items.slice(0, SUGGESTED).map((each) => each.id)),
  )
  const [busy, setBusy] = useState(false)
  const picked = found.items.filter((each) => chosen.has(each.id))
  const times = timesOf(picked, found.slots)
  const toggle = (id: string): void => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const plan = async (): Promise<void> => {
    setBusy(true)
    const left = new Set(chosen)
    try {
      for (const { id, owner } of picked) {
        const at = times.get(id)
        await api.post('/api/next-steps', { customerId: id, at, action: 'call', ...(owner && { ownerId: owner.id }) })
        left.delete(id)
      }
      toast(t('pick.done', { count: picked.length }))
      onDone()
    } catch (error) {
      // What is planned already is not planned again by the next try.
      setChosen(left)
      toast(errorText(error), { tone: 'bad' })
    } finally {
      setBusy(false)
      await Promise.all(['next-steps', 'customers'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })))
    }
  }
  return { chosen, toggle, times, busy, plan }
}

/** Each owner's customers one after the other over the slots. */
function timesOf(picked: readonly Customer[], slots: readonly string[]): Map<string, string> {
  const counts = new Map<string, number>()
  const times = new Map<string, string>()
  for (const { id, owner } of picked) {
    const n = counts.get(owner?.id ?? '') ?? 0
    counts.set(owner?.id ?? '', n + 1)
    const slot = slots[n % slots.length]
    if (slot !== undefined) times.set(id, slot)
  }
  return times
}

/** Nobody is left to pick: all have a next step, or there are no customers yet. */
export function NothingToPick() {
  const { t } = useTranslation('next-steps')
  const go = useGo()
  return (
    <EmptyState
      icon={Building2}
      title={t('pick.nothing')}
      text={t('pick.nothingText')}
      actions={
        <Button kind="pri" onClick={() => go('/customers')}>
          {t('pick.toCustomers')}
        </Button>
      }
    />
  )
}
