import { useRef, useState } from 'react'
import { ApiError } from './api.ts'
import { errorText, fieldErrors } from './words.ts'

export interface Submit {
  busy: boolean
  /** Refusals by field path, worded. */
  errors: Record<string, string>
  /** The refusal as a sentence when it concerns none of the fields and no newer version. */
  problem: string | undefined
  /** What the server holds now, after somebody else was faster (409); undefined otherwise. */
  current: unknown
  /** Runs the work once at a time; true when it went through. */
  submit: (work: () => Promise<unknown>) => Promise<boolean>
  clear: () => void
}

/** State of one form's sending: busy, refusals of fields, the sentence above the button, the newer version after a conflict. */
export function useSubmit(): Submit {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const running = useRef(false)
  const submit = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setFailure(undefined)
    try {
      await work()
      return true
    } catch (error) {
      setFailure(error)
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  const errors = fieldErrors(failure)
  const current = failure instanceof ApiError && failure.code === 'conflict' ? failure.current : undefined
  const worded = Object.keys(errors).length > 0 || current !== undefined
  const problem = failure !== undefined && !worded ? errorText(failure) : undefined
  return { busy, errors, problem, current, submit, clear: () => setFailure(undefined) }
}
