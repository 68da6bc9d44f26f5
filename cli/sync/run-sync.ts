import { setTimeout as sleep } from 'node:timers/promises'
import type { FullSync } from '../../server/identity/sync/full-sync.ts'
import type { Reporter } from './reporter.ts'

/** How soon a follower notices that the runner is gone, milliseconds. */
const LOOK_MS = 1_000

/**
 * Sees a sync through to its end, by running it or by following whoever does, and takes over from a runner that ends.
 *
 * @returns whether it is complete; if not, it was told to stop
 * @throws what `FullSync.run` throws
 */
export async function runSync(sync: FullSync, reporter: Reporter, stop: AbortSignal): Promise<boolean> {
  const began = Date.now()
  const show = async () => {
    const progress = await sync.progress()
    reporter.role(sync.isRunner() ? 'runner' : 'follower')
    if (progress?.startedAt && !progress.finishedAt) reporter.progress(progress)
  }
  const showing = setInterval(() => void show().catch(() => {}), reporter.intervalMs)
  try {
    for (;;) {
      const outcome = await sync.run(stop, began)
      if (outcome === 'stopped' || (outcome === 'held' && stop.aborted)) return false
      if (outcome !== 'held') break
      reporter.role('follower')
      await sleep(LOOK_MS)
    }
  }
  finally {
    clearInterval(showing)
  }
  const progress = await sync.progress()
  if (progress) reporter.complete(progress)
  return true
}
