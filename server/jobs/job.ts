/**
 * How a call of `run` ended. `unneeded`: another process has finished a run in the meantime. `held`: another process
 * does the job. `stopped`: a later call continues.
 */
export type JobOutcome = 'complete' | 'unneeded' | 'held' | 'stopped'

/** When the last run ended. Milliseconds since 1970. */
export interface JobProgress {
  /** Undefined while the run is not finished. */
  finishedAt?: number
  /** When the run was given up; a later call continues. */
  failedAt?: number
}

/** Work that the processes of a fleet do from time to time, one process at a time. */
export interface Job {
  /**
   * Starts a run, or continues an unfinished one of any process.
   *
   * @param since a run that finished at or after this moment (milliseconds since 1970) is recent enough
   * @throws what made the run fail; a later call continues
   */
  run(stop: AbortSignal, since: number): Promise<JobOutcome>
  /** @returns undefined before the first run */
  progress(): Promise<JobProgress | undefined>
}
