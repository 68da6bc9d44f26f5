import * as v from 'valibot'
import { SECTIONS } from '#shared/types/sections.ts'
import type { SectionsChange } from '#shared/types/sections.ts'
import type { Vault } from '../storage/vault.ts'

/** How long a choice is kept after the last one, milliseconds. */
const KEPT_MS = 365 * 24 * 60 * 60_000

const sectionsSchema = v.object({
  ...v.entriesFromList(SECTIONS, v.optional(v.boolean())),
  panels: v.optional(v.record(v.string(), v.boolean())),
})

export interface MemberSectionsOptions {
  vault: Vault
  /** Called when a read failed. */
  onFailure: (error: unknown) => void
}

/** Which parts of the page each member has opened or folded. */
export interface MemberSections {
  /** What the member has chosen so far; nothing when the store fails. */
  of(userId: string): Promise<SectionsChange>
  /** @throws {AppError} store_unavailable */
  change(userId: string, change: SectionsChange): Promise<void>
}

export function createMemberSections({ vault, onFailure }: MemberSectionsOptions): MemberSections {
  const slotOf = (userId: string) => vault.slot(`sections:${vault.fingerprint(userId)}`, sectionsSchema, KEPT_MS)
  return {
    async of(userId) {
      try {
        return await slotOf(userId).get() ?? {}
      }
      catch (error) {
        onFailure(error)
        return {}
      }
    },
    async change(userId, change) {
      const before = await slotOf(userId).get()
      const panels = { ...before?.panels, ...change.panels }
      await slotOf(userId).set({ ...before, ...change, ...Object.keys(panels).length > 0 && { panels } })
    },
  }
}
