import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { SetupStepProps } from '../../../web/lib/setup-step.ts'
import { Loading } from '../../../web/ui/states.tsx'
import type { BatchBrief } from '../contract.ts'
import { useBatches } from './batch.ts'
import { Pick } from './pick.tsx'

/** 先挑 10 家本周要跟的 in the first run; nothing imported, nothing to pick. */
export default function SetupPick({ onNext, onSkip }: SetupStepProps) {
  useTranslation('import-export')
  const query = useBatches()
  return (
    <section className="sul" style={{ padding: '24px 32px' }}>
      <Loading query={query}>{({ items }) => <Latest items={items} onNext={onNext} onSkip={onSkip} />}</Loading>
    </section>
  )
}

function Latest({ items, onNext, onSkip }: SetupStepProps & { items: BatchBrief[] }) {
  const latest = items.find((each) => each.state === 'done' && (each.made['customer'] ?? 0) > 0)
  const isNothing = latest === undefined
  useEffect(() => {
    if (isNothing) onSkip()
  }, [isNothing, onSkip])
  return latest === undefined ? null : <Pick batchId={latest.id} onDone={onNext} onSkip={onSkip} />
}
