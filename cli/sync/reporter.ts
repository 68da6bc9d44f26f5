import type { SyncProgress } from '../../server/identity/sync/run-state.ts'
import type { Failure } from '../failure.ts'

/** Whoever runs the sync, this process or another whose progress is shown. */
export type Role = 'runner' | 'follower'

/** Tells people or machines how it goes. */
export interface Reporter {
  /** How often it wants to hear of the progress, milliseconds. */
  readonly intervalMs: number
  /** May be told the same again. */
  role(role: Role): void
  progress(progress: SyncProgress): void
  stopping(): void
  stopped(): void
  complete(progress: SyncProgress): void
  failed(failure: Failure): void
}
