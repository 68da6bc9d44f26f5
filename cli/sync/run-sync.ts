import { setTimeout as sleep } from 'node:timers/promises'
import type { FullSync } from '../../server/identity/sync/full-sync.ts'
import type { Reporter } from './reporter.ts'

/** How often a follower tries to take over, milliseconds. */
const LOOK_MS = 1_000

/**
 * Runs a sync to its end. While another process runs it, shows the progress, and takes over when that process ends.
 *
 * @returns whether the sync is complete; false when `stop` was aborted before
 * @throws as `FullSync.run`
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
