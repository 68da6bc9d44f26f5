import { afterEach, beforeEach, expect } from 'vitest'

/**
 * `register()` leaks one unhandled rejection per failed configuration. Collects them instead of failing the run, and
 * checks that each is one the app would recognise.
 */
export function collectSdkLeaks(isExpected: (reason: unknown) => boolean): unknown[] {
  const leaks: unknown[] = []
  const collect = (reason: unknown) => leaks.push(reason)
  let reporters: NodeJS.UnhandledRejectionListener[] = []

  beforeEach(() => {
    leaks.length = 0
    reporters = process.listeners('unhandledRejection')
    process.removeAllListeners('unhandledRejection')
    process.on('unhandledRejection', collect)
  })

  afterEach(async () => {
    // Node reports a rejection only once the microtasks are done.
    await new Promise(resolve => setImmediate(resolve))
    process.off('unhandledRejection', collect)
    for (const reporter of reporters) process.on('unhandledRejection', reporter)
    expect(leaks.filter(reason => !isExpected(reason))).toEqual([])
  })

  return leaks
}
