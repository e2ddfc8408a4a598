import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../src/app/testing-dice.ts'

/** One interaction on a client's list: what it sent under the id, and which body the server acknowledged. */
export interface Sent {
  id: string
  bodies: Record<string, unknown>[]
  acknowledged: Record<string, unknown> | null
}

/** What the clients of all rounds know. */
export interface Log {
  sent: Sent[]
  /** Requests by status; 0 stands for no answer. */
  statuses: Record<number, number>
  /** Answers that break the promise, in words. */
  faults: string[]
}

export interface Server {
  /** Address now; it changes with a restart. */
  url(): string
  token: string
  customerIds: string[]
}

/** Records follow-ups as an impatient phone on a bad line does, until it is told to stop. */
export async function recordUntil(stop: AbortSignal, server: Server, log: Log, roll: Dice): Promise<void> {
  while (!stop.aborted) {
    const answered = await (roll.chance(0.2) ? reuse(server, log, roll) : recordOne(server, log, roll))
    if (!answered) await sleep(30)
  }
}

/** Sends what was never acknowledged once more. */
export async function sendAgain(server: Server, log: Log, sent: Sent): Promise<void> {
  const [first] = sent.bodies
  if (sent.acknowledged === null && first !== undefined) await send(server, log, sent, first)
}

function newBody(server: Server, roll: Dice, id: string): Record<string, unknown> {
  return {
    id,
    customerId: roll.one(server.customerIds),
    method: roll.one(['phone', 'visit', 'wechat']),
    result: 'effective',
    occurredAt: new Date(Date.now() - roll.below(60_000)).toISOString(),
    summary: `第 ${roll.below(1e9)} 次跟进`,
    nextStep: { at: new Date(Date.now() + 86_400_000).toISOString(), action: 'visit', goal: '看样机' },
  }
}

/** A new interaction, sent one to five times at once; for some of them nobody waits for the reply, some disagree. */
async function recordOne(server: Server, log: Log, roll: Dice): Promise<boolean> {
  const id = randomUUID()
  const body = newBody(server, roll, id)
  const sent: Sent = { id, bodies: [body], acknowledged: null }
  if (roll.chance(0.1)) sent.bodies.push({ ...body, summary: '同一编号，另一内容' })
  log.sent.push(sent)
  const copies = Array.from({ length: 1 + roll.below(5) }, () => roll.one(sent.bodies))
  const answers = await Promise.all(
    copies.map((copy) => send(server, log, sent, copy, roll.chance(0.25) ? roll.below(40) : undefined)),
  )
  return answers.some(Boolean)
}

/** The id of an interaction that the server has acknowledged, with a body of another content. */
async function reuse(server: Server, log: Log, roll: Dice): Promise<boolean> {
  const known = log.sent.filter(({ acknowledged }) => acknowledged !== null)
  if (known.length === 0) return recordOne(server, log, roll)
  const sent = roll.one(known)
  return send(server, log, sent, { ...sent.acknowledged, summary: `冒用 ${roll.below(1e9)}` })
}

/** @returns whether there was an answer */
async function send(
  server: Server,
  log: Log,
  sent: Sent,
  body: Record<string, unknown>,
  patience?: number,
): Promise<boolean> {
  const status = await fetch(`${server.url()}/api/follow-ups`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}` },
    body: JSON.stringify(body),
    ...(patience !== undefined && { signal: AbortSignal.timeout(patience) }),
  })
    .then(
      (response) => response.text().then(() => response.status),
      () => 0,
    )
    .catch(() => 0)
  log.statuses[status] = (log.statuses[status] ?? 0) + 1
  const fault = judge(sent, body, status)
  if (fault !== null) log.faults.push(`${sent.id}: ${fault}`)
  return status !== 0 && status !== 503
}

/** Notes an acknowledgement. @returns what is wrong with an answer, null when nothing is */
function judge(sent: Sent, body: Record<string, unknown>, status: number): string | null {
  const isOther = sent.acknowledged !== null && sent.acknowledged['summary'] !== body['summary']
  if (status === 0 || status === 503) return null
  if (status === 409) {
    return sent.acknowledged !== null && !isOther ? 'its own body was refused' : null
  }
  if (status !== 200 && status !== 201) return `status ${status}`
  if (isOther) return `${status} for another body`
  sent.acknowledged = body
  return null
}
