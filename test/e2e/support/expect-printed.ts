import { expect } from 'vitest'
import type { AppProcess } from './app-process.ts'

/** Waits for a line of the server's output: it comes through a pipe, often later than the answer to the request. */
export async function expectPrinted(app: Pick<AppProcess, 'output'>, line: RegExp): Promise<void> {
  await expect.poll(() => app.output()).toMatch(line)
}
