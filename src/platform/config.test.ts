import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { loadConfig } from './config.ts'
import { StartError, startFailureLine } from './start-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'tandem-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const data = { TANDEM_DATA: join(folder, 'data') }

function failure(env: NodeJS.ProcessEnv, argv: string[] = []): StartError {
  try {
    loadConfig({ ...data, ...env }, argv)
  } catch (error) {
    if (error instanceof StartError) return error
    throw error
  }
  throw new Error('accepted')
}

test('without any setting Tandem listens everywhere on 3000 with its own database', () => {
  expect(loadConfig(data, [])).toEqual({
    port: 3000,
    host: '0.0.0.0',
    dataDir: data.TANDEM_DATA,
    logLevel: 'warn',
    demo: false,
  })
  expect(existsSync(data.TANDEM_DATA)).toBe(true)
})

test('every setting is read', () => {
  const cert = join(folder, 'cert.pem')
  writeFileSync(cert, 'PEM')
  const env = {
    ...data,
    PORT: '8443',
    HOST: '127.0.0.1',
    DATABASE_URL: 'postgres://owner:a%40b@db:5432/crm',
    DATABASE_APP_URL: 'postgresql://app@db/crm',
    TANDEM_TLS_CERT: cert,
    TANDEM_TLS_KEY: cert,
    TANDEM_PUBLIC_URL: 'https://crm.example.com/',
    TANDEM_LOG_LEVEL: 'debug',
  }
  expect(loadConfig(env, ['--demo'])).toEqual({
    port: 8443,
    host: '127.0.0.1',
    dataDir: data.TANDEM_DATA,
    database: { ownerUrl: env.DATABASE_URL, appUrl: env.DATABASE_APP_URL },
    tls: { cert: 'PEM', key: 'PEM' },
    publicUrl: 'https://crm.example.com',
    logLevel: 'debug',
    demo: true,
  })
})

test('an empty variable counts as not set', () => {
  expect(loadConfig({ ...data, PORT: '', DATABASE_URL: '' }, []).port).toBe(3000)
})

describe('one clear line for', () => {
  test.each([
    ['a port that is no number', { PORT: 'abc' }, 'PORT'],
    ['a port out of range', { PORT: '70000' }, '65535'],
    ['a fraction as port', { PORT: '30.5' }, 'PORT'],
    ['a database of another kind', { DATABASE_URL: 'mysql://a@b/c' }, 'DATABASE_URL'],
    ['a database URL without database', { DATABASE_URL: 'postgres://a@b/' }, 'DATABASE_URL'],
    ['a database URL that is none', { DATABASE_URL: 'localhost:5432' }, 'DATABASE_URL'],
    ['an app role without owner', { DATABASE_APP_URL: 'postgres://a@b/c' }, 'DATABASE_URL'],
    ['a certificate without key', { TANDEM_TLS_CERT: '/x' }, 'TANDEM_TLS_KEY'],
    ['a certificate that is not there', { TANDEM_TLS_CERT: '/no/x.pem', TANDEM_TLS_KEY: '/no/y.pem' }, '/no/x.pem'],
    ['a public address that is none', { TANDEM_PUBLIC_URL: 'crm.example.com' }, 'TANDEM_PUBLIC_URL'],
    ['an unknown log level', { TANDEM_LOG_LEVEL: 'loud' }, 'TANDEM_LOG_LEVEL'],
    ['a data folder in a file system that takes none', { TANDEM_DATA: '/proc/tandem' }, '/proc/tandem'],
    ['a data folder below a file', { TANDEM_DATA: '/dev/null/data' }, '/dev/null/data'],
  ])('%s', (_name, env: NodeJS.ProcessEnv, part) => {
    const line = startFailureLine(failure(env))
    expect(line).toContain(part)
    expect(line).toMatch(/^[^\n]*[\u4e00-\u9fff][^\n]* \/ [^\n\u4e00-\u9fff]+$/)
  })

  test('an argument nobody knows', () => {
    expect(failure({}, ['--dmeo']).en).toContain('--dmeo')
  })

  test.skipIf(process.getuid?.() === 0)('a data folder without the right to write', () => {
    const closed = mkdtempSync(join(folder, 'closed-'))
    chmodSync(closed, 0o500)
    expect(failure({ TANDEM_DATA: closed }).en).toContain('TANDEM_DATA')
  })
})
