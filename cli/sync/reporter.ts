import type { SyncProgress } from '../../server/identity/sync/run-state.ts'
import type { Failure } from '../failure.ts'

/** `runner`: this process does the sync. `follower`: another process does, and this one shows its progress. */
export type Role = 'runner' | 'follower'

/** Shows the progress of a sync. */
export interface Reporter {
  /** How often to call `progress`, milliseconds. */
  readonly intervalMs: number
  /** A repeated call with the same role does nothing. */
  role(role: Role): void
  progress(progress: SyncProgress): void
  stopping(): void
  stopped(): void
  complete(progress: SyncProgress): void
  failed(failure: Failure): void
}
