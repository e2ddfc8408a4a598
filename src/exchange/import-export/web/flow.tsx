import { useState } from 'react'
import { Loading } from '../../../web/ui/states.tsx'
import { useBatch } from './batch.ts'
import { ChooseFile } from './choose-file.tsx'
import { Decide } from './decide.tsx'
import { Pick } from './pick.tsx'
import { Done, Working } from './result.tsx'

interface FlowProps {
  batchId: string | null
  onBatch: (id: string | null) => void
  /** Where picking customers is a step of its own, what comes after the import. */
  onDone?: () => void
}

/** One import from the file to its end: choose → decide → write → done → pick. */
export function ImportFlow({ batchId, onBatch, onDone }: FlowProps) {
  const query = useBatch(batchId)
  const [picking, setPicking] = useState(false)
  if (batchId === null) return <ChooseFile onFound={(batch) => onBatch(batch.id)} />
  const other = (): void => {
    setPicking(false)
    onBatch(null)
  }
  if (picking) return <Pick batchId={batchId} onDone={other} onSkip={() => setPicking(false)} />
  return (
    <Loading query={query}>
      {(batch) => {
        if (batch.state === 'analysed') return <Decide batch={batch} onOther={other} />
        if (batch.state === 'running' || batch.state === 'undoing') return <Working batch={batch} />
        return <Done batch={batch} onPick={onDone ?? (() => setPicking(true))} onAgain={other} />
      }}
    </Loading>
  )
}
