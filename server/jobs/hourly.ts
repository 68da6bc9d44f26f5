import { callFor } from '../upstream/caller.ts'

const HOUR_MS = 60 * 60_000

export interface HourlyOptions {
  work: () => Promise<unknown>
  onFailure: (error: unknown) => void
}

/** Work of each hour, in every process: it takes turns with the others itself, by a lease or in its transactions. */
export interface Hourly {
  start(): void
  /** Waits for work in progress. */
  stop(): Promise<void>
}

export function createHourly({ work, onFailure }: HourlyOptions): Hourly {
  let timer: NodeJS.Timeout | undefined
  let working: Promise<unknown> = Promise.resolve()
  const begin = () => callFor({ kind: 'system', isJob: true }, work)
  return {
    start() {
      timer ??= setInterval(() => working = working.then(begin).catch(onFailure), HOUR_MS).unref()
    },
    async stop() {
      clearInterval(timer)
      await working
    },
  }
}
