import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { eventually } from '../../support/eventually.ts'

const main = fileURLToPath(new URL('../../support/serve-process-main.ts', import.meta.url))

/** The configuration that the log reads. */
const CONFIG = {
  NUXT_WECOM_CORP_ID: 'ww5e1a0c7b39d24f68',
  NUXT_WECOM_AGENT_ID: '1000002',
  NUXT_WECOM_AGENT_SECRET: 'a-secret-of-the-agent',
  NUXT_SITE_URL: 'https://sidebar.example.com',
  NUXT_SESSION_PASSWORD: 'fW3sT8kQ0vZ6yB1nM4xC7rL9pJ2hG5dA',
}

function startProcess({ host = '127.0.0.1', port = 0, drainMs = 0 } = {}) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: { ...CONFIG, HOST: host, PORT: String(port), DRAIN_MS: String(drainMs) },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => output += chunk)
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    ended,
    output: () => output,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    async get(path: string) {
      await eventually(() => expect(output).toContain('Listening on '))
      return (await fetch(/Listening on (\S+)/.exec(output)![1]! + path)).text()
    },
  }
}

describe('an error that no code catches', () => {
  it.each([['/throw', 'uncaughtException'], ['/reject', 'unhandledRejection']])(
    'is logged without secrets, and the process drains and ends with 1: %s',
    async (path, event) => {
      const running = startProcess()
      await running.get(path)
      expect(await running.ended).toBe(1)
      expect(running.output()).toMatch(new RegExp(`"level":60.*"event":"${event}"`))
      expect(running.output()).toContain('gettoken?corpsecret=…')
      expect(running.output()).not.toContain('CANARY')
      expect(running.output()).toMatch(/draining\n[^]*finished\n/)
    },
  )

  it('does not stop the requests of the time in which the process drains', async () => {
    const running = startProcess({ drainMs: 60_000 })
    await running.get('/throw')
    await eventually(() => expect(running.output()).toContain('draining'))
    expect(await running.get('/')).toBe('served')
    await running.get('/throw')
    expect(running.output().match(/draining/g)).toHaveLength(1)
  })
})

it('ends with 0 after a signal', async () => {
  const signalled = startProcess()
  await signalled.get('/')
  signalled.kill('SIGINT')
  expect(await signalled.ended).toBe(0)
})

it('says in one line that its host is no address of this machine, and ends', async () => {
  const running = startProcess({ host: '192.0.2.1' })
  expect(await running.ended).toBe(1)
  expect(running.output()).toBe('wecom-sidebar cannot start:\n  - HOST 192.0.2.1 is no address of this machine.\n')
})

it('logs any other reason for which it cannot listen', async () => {
  const running = startProcess({ host: 'a'.repeat(300) })
  expect(await running.ended).toBe(1)
  expect(running.output()).toMatch(/"level":60.*"msg":"cannot listen"/)
})

it('says in one line that its port is in use, and ends', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as AddressInfo
  const running = startProcess({ port })
  expect(await running.ended).toBe(1)
  expect(running.output()).toBe('wecom-sidebar cannot start:\n'
    + `  - PORT ${port} is in use on 127.0.0.1. Stop the other program, or set PORT.\n`)
})
