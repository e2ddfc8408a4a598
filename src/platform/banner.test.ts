import { describe, expect, test } from 'vitest'
import { banner, lanAddresses } from './banner.ts'
import { explainListenError } from './listen.ts'
import { startFailureLine } from './start-error.ts'

const everywhere = { port: 3000, host: '0.0.0.0', secure: false }

describe('the banner', () => {
  test('shows the local address, the one for phones, and that one as a QR code', async () => {
    const text = await banner(everywhere, ['192.168.1.20'])
    expect(text).toContain('http://localhost:3000')
    expect(text).toContain('http://192.168.1.20:3000')
    expect(text).toContain('▄')
  })

  test('shows no QR code when no phone can reach the machine', async () => {
    expect(await banner({ ...everywhere, host: '127.0.0.1' }, ['192.168.1.20'])).not.toContain('▄')
    expect(await banner(everywhere, [])).not.toContain('▄')
  })

  test('prefers the configured address and tells about HTTPS', async () => {
    const text = await banner({ ...everywhere, secure: true, publicUrl: 'https://crm.example.com' }, ['10.0.0.5'])
    expect(text).toContain('https://localhost:3000')
    expect(text).toContain('public   https://crm.example.com')
  })
})

test('addresses of bridges come after real ones, those of no network at all never', () => {
  const entry = (address: string, internal = false) => ({
    address,
    internal,
    family: 'IPv4' as const,
    netmask: '255.255.255.0',
    mac: '00:00:00:00:00:00',
    cidr: `${address}/24`,
  })
  const found = lanAddresses({
    lo: [entry('127.0.0.1', true)],
    docker0: [entry('172.17.0.1')],
    eth1: [entry('169.254.3.4')],
    eth0: [entry('192.168.1.20')],
  })
  expect(found).toEqual(['192.168.1.20', '172.17.0.1'])
})

test.each([
  ['EADDRINUSE', 'port 3000 is in use'],
  ['EACCES', 'no permission to use port 3000'],
  ['EADDRNOTAVAIL', 'no address 10.9.9.9'],
])('%s becomes one line about what to do', (code, words) => {
  const line = startFailureLine(explainListenError(Object.assign(new Error('x'), { code }), 3000, '10.9.9.9'))
  expect(line).toContain(words)
  expect(line).not.toContain('\n')
})

test('an unexpected error keeps its story', () => {
  expect(startFailureLine(explainListenError(new Error('odd'), 3000))).toContain('banner.test.ts')
})
