import * as v from 'valibot'
import type { Vault } from '../storage/vault.ts'
import type { Clock } from '../upstream/clock.ts'

/** How often something happened, and when. Moments are milliseconds since 1970. */
export interface Occurrence {
  name: string
  count: number
  firstAt: number
  lastAt: number
}

/**
 * Of what kind: an accepted event of a callback, one that is set aside, a refused one, a refusal of a member's client,
 * one of WeCom.
 */
export type EvidenceKind = 'callback-event' | 'callback-aside' | 'callback-refusal' | 'client-refusal' | 'wecom-refusal'

/** What has happened in the running servers lately. All processes of a store share it. It holds no id of a person. */
export interface Evidence {
  /** @param name of the thing, such as an errcode or the check that a callback did not pass */
  note(kind: EvidenceKind, name: string): void
  /** The newest first. */
  read(kind: EvidenceKind): Promise<Occurrence[]>
}

/** What has not happened again for so long has stopped. */
const LIFETIME_MS = 7 * 24 * 60 * 60_000
const MOST_NAMES = 20
/** How long a process gathers counts before it writes them: many events at once are one write. */
const WRITE_AFTER_MS = 200

const stored = v.array(v.object({ name: v.string(), count: v.number(), firstAt: v.number(), lastAt: v.number() }))

/** A line for each: what, how often, and when first and last. */
export function evidenceLines(occurrences: readonly Occurrence[]): string {
  const moment = (at: number) => new Date(at).toISOString().replace(/\.\d+/, '')
  return occurrences
    .map(({ name, count, firstAt, lastAt }) => `${name}: ${count}×, ${moment(firstAt)} – ${moment(lastAt)}`)
    .join('\n')
}

export function createEvidence(vault: Vault, { wall: now, sleep }: Pick<Clock, 'wall' | 'sleep'>): Evidence {
  const slotOf = (kind: EvidenceKind) => vault.slot(`doctor:${kind}`, stored, LIFETIME_MS)
  const waiting = new Map<EvidenceKind, Map<string, number>>()

  async function read(kind: EvidenceKind): Promise<Occurrence[]> {
    const all = await slotOf(kind).get() ?? []
    return all.filter(({ lastAt }) => lastAt > now() - LIFETIME_MS).sort((a, b) => b.lastAt - a.lastAt)
  }

  async function write(kind: EvidenceKind): Promise<void> {
    const counts = waiting.get(kind) ?? new Map<string, number>()
    waiting.delete(kind)
    const before = await read(kind)
    const fresh = [...counts].map(([name, count]) => {
      const known = before.find(one => one.name === name)
      return { name, count: count + (known?.count ?? 0), firstAt: known?.firstAt ?? now(), lastAt: now() }
    })
    const others = before.filter(({ name }) => !counts.has(name))
    await slotOf(kind).set([...fresh, ...others].slice(0, MOST_NAMES))
  }

  return {
    read,
    note(kind, name) {
      const counts = waiting.get(kind)
      if (counts) return void counts.set(name, (counts.get(name) ?? 0) + 1)
      waiting.set(kind, new Map([[name, 1]]))
      void sleep(WRITE_AFTER_MS).then(() => write(kind)).catch(() => {})
    },
  }
}
