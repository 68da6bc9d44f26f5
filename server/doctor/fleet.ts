import * as v from 'valibot'
import { createEncryption } from '../storage/encryption.ts'
import type { KeyValueStore } from '../storage/key-value-store.ts'
import type { RootKeys } from '../storage/root-keys.ts'

/** A process, as it has last reported itself. */
export interface FleetProcess {
  instance: string
  /** Milliseconds since 1970, by its clock. */
  at: number
  /** Names its build. */
  build: string
  /** Fingerprints of its session passwords, the one for new values first. */
  passwords: string[]
  /** It has ended, or is about to. */
  ended?: true
}

/** The processes of this corp and app on one store, also those with another session password. */
export interface Fleet {
  report(process: FleetProcess): Promise<void>
  /** Those that have reported themselves lately. */
  alive(now: number): Promise<FleetProcess[]>
}

/** How often a process reports itself, milliseconds. */
export const REPORT_MS = 15_000
const ALIVE_MS = 2.5 * REPORT_MS
const KEPT_MS = 5 * 60_000

const stored = v.object({
  instance: v.string(), at: v.number(), build: v.string(), passwords: v.array(v.string()),
  ended: v.optional(v.literal(true)),
})

/** Not encrypted: a process with another password could not read it. It holds no secret. */
export function createFleet(store: KeyValueStore, { corpId, agentId }: { corpId: string, agentId: string }): Fleet {
  const journal = `${corpId}:${agentId}:fleet`
  return {
    report: process => store.append(journal, JSON.stringify(process), KEPT_MS),
    async alive(now) {
      const { texts = [] } = await store.readOn(journal, '') ?? {}
      const latest = new Map<string, FleetProcess>()
      for (const text of texts) {
        const parsed = v.safeParse(stored, jsonOf(text))
        if (parsed.success) latest.set(parsed.output.instance, parsed.output as FleetProcess)
      }
      return [...latest.values()].filter(({ at, ended }) => !ended && at > now - ALIVE_MS)
    },
  }
}

/** The passwords cannot be found from these without the work of `stretch` for each guess. */
export function passwordFingerprints(roots: RootKeys): string[] {
  const stretched = roots.slice(0, roots.length / 2)
  return stretched.map(root => createEncryption([root], 'fleet').fingerprint('session password'))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch {
    return undefined
  }
}
