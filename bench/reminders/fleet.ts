import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./sender-process.ts', import.meta.url))

/** Processes that share a database and send its reminders. */
export interface Fleet {
  /** kill -9. */
  killOne(): void
  /** As a process manager does after a kill. */
  startOne(): Promise<void>
  close(): void
}

/** @param env of each process */
export async function startFleet(size: number, env: Record<string, string>): Promise<Fleet> {
  const processes: ChildProcess[] = []

  async function startOne(): Promise<void> {
    const execArgv = ['--disable-warning=ExperimentalWarning']
    const child = fork(program, { env: { ...process.env, ...env }, execArgv })
    processes.push(child)
    await once(child, 'message')
  }

  await Promise.all(Array.from({ length: size }, startOne))
  return {
    killOne: () => void processes.shift()!.kill('SIGKILL'),
    startOne,
    close: () => processes.forEach(child => child.kill('SIGKILL')),
  }
}
