import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkProvider } from '../../../cli/panel/check-provider.ts'
import { createTransport } from '../../../server/upstream/transport.ts'
import { eventually } from '../../support/eventually.ts'
import { freePort } from '../../support/free-port.ts'
import { realClock } from '../../support/manual-clock.ts'

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
const inExamples = (path: string) => fileURLToPath(new URL(`../../../examples/${path}`, import.meta.url))

/** Starts an example, and ends it with the test. @returns its address */
async function start(program: string, script: string, environment: Record<string, string> = {}): Promise<string> {
  const port = await freePort()
  const child = spawn(program, [inExamples(script)], {
    env: { PATH: process.env.PATH, PORT: String(port), PANEL_SECRET: SECRET, ...environment }, stdio: 'ignore',
  })
  onTestFinished(() => void child.kill())
  const url = `http://127.0.0.1:${port}/`
  await eventually(() => answers(url))
  return url
}

const answers = (url: string) => fetch(url, { method: 'POST', body: '' }).then(() => true, () => false)

/** Sends bytes as they are, and ends the connection. */
async function send(url: string, bytes: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.end(bytes))
  // The other end may reset it.
  await new Promise(resolve => socket.on('error', () => {}).resume().once('close', resolve))
}

describe('the examples of panels', () => {
  it.each([
    ['orders, in plain Node', process.execPath, 'orders-panel/server.mjs'],
    ['membership, in Python', 'python3', 'membership-panel/server.py'],
  ])('keep the contract in 30 lines: %s', async (_what, program, script) => {
    expect(readFileSync(inExamples(script), 'utf8').trim().split('\n').length).toBeLessThanOrEqual(30)
    const url = await start(program, script)
    const checks = await checkProvider({ url, secret: SECRET, unionId: 'oZhang' }, createTransport(), realClock)
    expect(checks.filter(({ problem }) => problem)).toEqual([])
    expect(checks).toHaveLength(4)
  })

  it.each([
    ['orders', process.execPath, 'orders-panel/server.mjs'],
    ['membership', 'python3', 'membership-panel/server.py'],
    ['a frame', process.execPath, 'frame-panel/server.mjs'],
  ])('go on after requests that break off or ask for nothing: %s', async (_what, program, script) => {
    const url = await start(program, script, { SIDEBAR_URL: `http://127.0.0.1:${await freePort()}` })
    await send(url, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nab')
    await send(url, 'GET // HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    await send(url, 'GET /?panel_token=a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    expect(await answers(url)).toBe(true)
  })
})
