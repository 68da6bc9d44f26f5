import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { freePort } from '../../test/support/free-port.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const ENTRY = `${ROOT}node_modules/.cache/empty-app-output/server/index.mjs`

export interface EmptyApp {
  pid: number
  url: string
  close: () => Promise<void>
}

/** Builds the empty app with the packages of this project, and starts it on a free port of this machine. */
export async function startEmptyApp(): Promise<EmptyApp> {
  await promisify(execFile)('npx', ['nuxt', 'build', 'bench/sidebar/empty-app'], { cwd: ROOT })
  const port = await freePort()
  const app = spawn(process.execPath, [ENTRY], {
    env: { NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port) }, stdio: 'ignore',
  })
  const url = `http://127.0.0.1:${port}/`
  while (!await fetch(url).then(({ ok }) => ok, () => false)) await sleep(50)
  return {
    pid: app.pid!,
    url,
    async close() {
      app.kill()
      await once(app, 'close')
    },
  }
}
