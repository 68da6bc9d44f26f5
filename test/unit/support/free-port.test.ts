import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const PORTS = 400
const MODULE = fileURLToPath(new URL('../../support/free-port.ts', import.meta.url))
const RUNS = 4

/** A worker of another test run. It lives until its input ends. */
const WORKER = `
  const { freePort } = await import(${JSON.stringify(MODULE)})
  const ports = []
  for (let i = 0; i < ${PORTS}; i++) ports.push(await freePort())
  console.log(JSON.stringify(ports))
  process.stdin.resume()`

it('gives each port to one of several test runs on this machine, whose workers have the same numbers', async () => {
  const workers = Array.from({ length: RUNS }, () => spawn(
    process.execPath, ['--input-type=module', '--disable-warning=ExperimentalWarning', '--eval', WORKER],
    { env: { VITEST_POOL_ID: '1' }, stdio: ['pipe', 'pipe', 'inherit'] },
  ))
  const ports = await Promise.all(workers.map(async ({ stdout }) => {
    let text = ''
    for await (const chunk of stdout.setEncoding('utf8')) {
      text += chunk
      if (text.endsWith('\n')) break
    }
    return JSON.parse(text) as number[]
  }))
  workers.forEach(({ stdin }) => stdin.end())
  expect(new Set(ports.flat()).size).toBe(PORTS * RUNS)
})
