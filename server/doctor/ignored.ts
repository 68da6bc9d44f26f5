import * as v from 'valibot'
import type { Vault } from '../storage/vault.ts'

/** The checks that admins ignore, with their reasons. */
export interface IgnoredChecks {
  /** Reasons by id of the check. */
  all(): Promise<Record<string, string>>
  /** @param reason empty: it is no longer ignored */
  set(id: string, reason: string): Promise<void>
}

const LIFETIME_MS = 365 * 24 * 60 * 60_000
const stored = v.record(v.string(), v.string())

export function createIgnoredChecks(vault: Vault): IgnoredChecks {
  const slot = vault.slot('doctor:ignored', stored, LIFETIME_MS)
  const all = async () => await slot.get() ?? {}
  return {
    all,
    async set(id, reason) {
      const { [id]: _, ...others } = await all()
      await slot.set(reason === '' ? others : { ...others, [id]: reason })
    },
  }
}
