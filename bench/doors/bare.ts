import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Subject } from './cost.ts'

/** A bare node:http server in a process of its own. */
export async function startBareServer(): Promise<Subject & { close: () => Promise<void> }> {
  const server = spawn(process.execPath, [fileURLToPath(new URL('bare-server.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = await once(server.stdout, 'data') as [Buffer]
  return {
    pid: server.pid!,
    url: `http://127.0.0.1:${Number(port)}`,
    path: '/',
    async close() {
      server.kill()
      await once(server, 'close')
    },
  }
}
