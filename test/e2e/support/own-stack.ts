import { onTestFinished } from 'vitest'
import { startStack } from './stack.ts'
import type { Stack } from './stack.ts'

/** A stack for one test. It ends after the test's tabs, which may still load something. */
export async function startOwnStack(...options: Parameters<typeof startStack>): Promise<Stack> {
  const stack = await startStack(...options)
  onTestFinished(() => stack.close())
  return stack
}
