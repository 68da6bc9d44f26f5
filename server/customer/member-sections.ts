import * as v from 'valibot'
import { PANEL_PLACES } from '#shared/define-panel.ts'
import { SECTIONS } from '#shared/types/sections.ts'
import type { SectionsChange } from '#shared/types/sections.ts'
import type { Vault } from '../storage/vault.ts'

/** How long a choice is kept after the last one, milliseconds. */
const KEPT_MS = 365 * 24 * 60 * 60_000

const sectionsSchema = v.object({
  ...v.entriesFromList(SECTIONS, v.optional(v.boolean())),
  panels: v.optional(v.record(v.string(), v.boolean())),
  order: v.optional(v.object(v.entriesFromList(PANEL_PLACES, v.optional(v.array(v.string()))))),
})

export interface MemberSectionsOptions {
  vault: Vault
  /** Called when a read failed. */
  onFailure: (error: unknown) => void
}

/** Which parts of the page each member has opened or folded, and how they have ordered the panels. */
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
      await slotOf(userId).set({
        ...before, ...change, panels: both(before?.panels, change.panels), order: both(before?.order, change.order),
      })
    },
  }
}

/** @returns the choices of both, the later ones over those before; undefined when there are none */
function both<T extends object>(before?: T, later?: T): T | undefined {
  const all = { ...before, ...later } as T
  return Object.keys(all).length > 0 ? all : undefined
}
