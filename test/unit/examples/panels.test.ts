import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkProvider } from '../../../cli/panel/check-provider.ts'
import { createTransport } from '../../../server/upstream/transport.ts'
import { eventually } from '../../support/eventually.ts'
import { freePort } from '../../support/free-port.ts'
import { realClock } from '../../support/manual-clock.ts'

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
const inExamples = (path: string) => fileURLToPath(new URL(`../../../examples/${path}`, import.meta.url))

describe('the examples of panels', () => {
  it.each([
    ['orders, in plain Node', process.execPath, 'orders-panel/server.mjs'],
    ['membership, in Python', 'python3', 'membership-panel/server.py'],
  ])('keep the contract in 30 lines: %s', async (_what, program, script) => {
    expect(readFileSync(inExamples(script), 'utf8').trim().split('\n').length).toBeLessThanOrEqual(30)
    const port = await freePort()
    const child = spawn(program, [inExamples(script)], {
      env: { PATH: process.env.PATH, PORT: String(port), PANEL_SECRET: SECRET }, stdio: 'ignore',
    })
    try {
      const url = `http://127.0.0.1:${port}/`
      await eventually(() => fetch(url, { method: 'POST', body: '' }).then(() => true, () => false))
      const checks = await checkProvider({ url, secret: SECRET, unionId: 'oZhang' }, createTransport(), realClock)
      expect(checks.filter(({ problem }) => problem)).toEqual([])
      expect(checks).toHaveLength(4)
    }
    finally {
      child.kill()
    }
  })
})
