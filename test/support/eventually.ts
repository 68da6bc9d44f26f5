import { vi } from 'vitest'

/** Far more than a slow, loaded machine needs: only what never comes true waits so long. */
const PATIENCE_MS = 10_000

/**
 * Waits until `check` neither throws nor says false.
 *
 * @throws what `check` threw last
 */
export async function eventually(check: () => unknown, patienceMs = PATIENCE_MS): Promise<void> {
  await vi.waitFor(async () => {
    if (await check() === false) throw new Error(`Not so: ${check}`)
  }, { timeout: patienceMs, interval: 25 })
}
