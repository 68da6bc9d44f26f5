import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * Starts a published example as its own process, and waits until it answers.
 *
 * @param folder below examples/
 * @param environment its whole environment; has PORT
 * @returns ends it
 */
export async function startExample(
  folder: string, environment: { PORT: string } & Record<string, string>,
): Promise<() => Promise<void>> {
  const script = fileURLToPath(new URL(`../../../examples/${folder}/server.mjs`, import.meta.url))
  const child = spawn(process.execPath, [script], { env: environment, stdio: ['ignore', 'inherit', 'inherit'] })
  const gone = new Promise<void>(resolve => child.once('close', () => resolve()))
  const isUp = () => fetch(`http://127.0.0.1:${environment.PORT}/`).then(() => true, () => false)
  while (!await isUp()) {
    if (child.exitCode !== null) throw new Error(`The example ${folder} ended with ${child.exitCode}`)
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  return async () => {
    child.kill()
    await gone
  }
}
