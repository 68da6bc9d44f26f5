import type { Encryption } from './encryption.ts'
import type { KeyValueStore } from './key-value-store.ts'
import { createSeal } from './seal.ts'
import type { SealedOptions } from './seal.ts'

/** Typed entries that all processes append and read. Each is encrypted and bound to the journal. */
export interface Journal<Entry> {
  append(entry: Entry): Promise<void>
  /** The position after the newest entry. */
  end(): Promise<string>
  /**
   * The entries after a position, oldest first.
   *
   * @returns undefined when entries are missing, or cannot be read: another password wrote them, or they are damaged
   */
  readOn(after: string): Promise<{ entries: Entry[], end: string } | undefined>
}

export function createJournal<Entry>(
  store: KeyValueStore, encryption: Encryption, options: SealedOptions<Entry>,
): Journal<Entry> {
  const { key, ttlMs } = options
  const { seal, open } = createSeal(encryption, options)
  return {
    append: entry => store.append(key, seal(entry), ttlMs),
    end: () => store.endOf(key),
    async readOn(after) {
      const page = await store.readOn(key, after)
      if (!page) return undefined
      const entries = page.texts.map(open).filter(entry => entry !== undefined)
      return entries.length === page.texts.length ? { entries, end: page.end } : undefined
    },
  }
}
