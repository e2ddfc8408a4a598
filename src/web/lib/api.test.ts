import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiError, addressOf, api } from './api.ts'
import { giveUpCalls, resumeCalls } from './sign-in-again.ts'

const problem = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ status, ...body }), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })
const ok = (body: object) => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })

function answers(...replies: Array<Response | Error>) {
  const calls: Array<[string, RequestInit]> = []
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    calls.push([address, init])
    const reply = replies.shift()
    if (reply instanceof Error) throw reply
    return reply
  })
  return calls
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('the way to the server', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('writes filters as JSON and leaves empty values out', () => {
    expect(addressOf('/api/customers', { q: '', limit: 20, filter: { and: [] }, cursor: undefined })).toBe(
      '/api/customers?limit=20&filter=%7B%22and%22%3A%5B%5D%7D',
    )
  })

  it('sends the header that proves the request came from the app', async () => {
    const calls = answers(ok({ items: [] }))
    await api.post('/api/customers', { name: '明锐' })
    expect(new Headers(calls[0]?.[1].headers).get('x-tandem-csrf')).toBe('1')
  })

  it('turns a problem into an ApiError with its reason, fields and waiting time', async () => {
    answers(
      problem(429, { code: 'too_many', reason: 'people.too_many_tries', requestId: 'r1' }, { 'retry-after': '30' }),
    )
    const error = await api.get('/api/me').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      status: 429,
      reason: 'people.too_many_tries',
      requestId: 'r1',
      retryAfter: 30,
      errors: [],
    })
  })

  it('says offline when no answer came', async () => {
    answers(new TypeError('Failed to fetch'))
    await expect(api.get('/api/me')).rejects.toMatchObject({ code: 'offline', reason: 'web.offline' })
  })

  it('waits for a new sign-in on 401 and then sends the same words again', async () => {
    const calls = answers(problem(401, { code: 'unauthenticated', reason: 'people.session_ended' }), ok({ id: '1' }))
    const sent = api.post<{ id: string }>('/api/customers', { name: '明锐' })
    await turn()
    expect(calls).toHaveLength(1)
    resumeCalls()
    await expect(sent).resolves.toEqual({ id: '1' })
    expect(calls[1]?.[1].body).toBe('{"name":"明锐"}')
  })

  it('rejects with the 401 when the person closes the dialog', async () => {
    answers(problem(401, { code: 'unauthenticated', reason: 'people.session_ended' }))
    const sent = api.get('/api/customers')
    const refused = expect(sent).rejects.toMatchObject({ status: 401 })
    await turn()
    giveUpCalls()
    await refused
  })
})
