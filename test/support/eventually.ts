import { vi } from 'vitest'

/** Far more than a slow, loaded machine needs: only a check that never succeeds waits so long. */
const PATIENCE_MS = 30_000

/**
 * Waits until `check` neither throws nor returns false.
 *
 * @throws the last error of `check`
 */
export async function eventually(check: () => unknown, patienceMs = PATIENCE_MS): Promise<void> {
  await vi.waitFor(async () => {
    if (await check() === false) throw new Error(`Still false: ${check}`)
  }, { timeout: patienceMs, interval: 25 })
}
