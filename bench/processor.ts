import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts in hundredths of a second wherever Node runs. */
const TICK_MS = 10

/** Processor time in ms of a database server and all of its processes so far; NaN where the system does not tell. */
export function databaseCpu(pid: number): number {
  try {
    const own = statOf(String(pid))
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(statOf)
      .filter((stat) => stat?.parent === pid)
    const ended = own === null ? 0 : own.ended
    return [own, ...children].reduce((sum, stat) => sum + (stat?.ticks ?? 0), ended) * TICK_MS
  } catch {
    return Number.NaN
  }
}

interface Stat {
  parent: number
  ticks: number
  /** Of children that are gone. */
  ended: number
}

function statOf(pid: string): Stat | null {
  try {
    // The name in brackets may hold blanks; fields are counted from behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number)
    const at = (index: number) => fields[index] ?? 0
    return { parent: at(1), ticks: at(11) + at(12), ended: at(13) + at(14) }
  } catch {
    return null
  }
}
