import { setFlagsFromString } from 'node:v8'

/** By how much the heap may grow over what is in use until it is swept; by itself the engine lets it grow several times as large. */
const GROWTH_PERCENT = 40
const BY_ITSELF = 0

let running = 0

/** Does work that makes much short-lived data, such as reading a large file, in little memory; it costs some of the processor's time. */
export async function inLittleMemory<T>(work: () => Promise<T>): Promise<T> {
  if (running++ === 0) setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`)
  try {
    return await work()
  } finally {
    if (--running === 0) setFlagsFromString(`--heap-growing-percent=${BY_ITSELF}`)
  }
}
