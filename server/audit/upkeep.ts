import type { Clock } from '../upstream/clock.ts'

const CHECKPOINT_MS = 60_000
const PRUNE_MS = 60 * 60_000

export interface UpkeepOptions {
  clock: Pick<Clock, 'monotonic'>
  checkpoint: () => Promise<void>
  prune: () => Promise<unknown>
  onFailure: (error: unknown) => void
}

/** A checkpoint each minute, and the deletion of old rows each hour. */
export interface Upkeep {
  start(): void
  /** Makes a last checkpoint. */
  stop(): Promise<void>
}

export function createUpkeep({ clock, checkpoint, prune, onFailure }: UpkeepOptions): Upkeep {
  let timer: NodeJS.Timeout | undefined
  let working: Promise<void> = Promise.resolve()
  let prunedAt = -Infinity

  async function work(): Promise<void> {
    await checkpoint()
    if (clock.monotonic() - prunedAt < PRUNE_MS) return
    prunedAt = clock.monotonic()
    await prune()
  }

  return {
    start() {
      timer ??= setInterval(() => working = working.then(work).catch(onFailure), CHECKPOINT_MS)
    },
    async stop() {
      clearInterval(timer)
      await working.then(checkpoint).catch(onFailure)
    },
  }
}
