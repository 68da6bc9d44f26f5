import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Stack } from './stack.ts'
import { appEnvironment } from './app-process.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const { NODE_COMPILE_CACHE } = process.env

/** What a command printed, and its exit code. */
export interface CommandResult {
  code: number
  stdout: string
  stderr: string
}

/** Runs `npm run audit -- …` with the environment of a server. */
export function runAudit(
  { simulator, dataDir }: Pick<Stack, 'simulator' | 'dataDir'>, options: string[], changes: Record<string, string> = {},
): Promise<CommandResult> {
  const env = { NODE_COMPILE_CACHE, ...appEnvironment(simulator, { port: 1, dataDir }), ...changes }
  return new Promise(resolve => execFile(process.execPath, ['cli/audit.ts', ...options], { cwd: root, env },
    (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr })))
}
