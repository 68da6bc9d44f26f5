import * as v from 'valibot'
import type { KeyValueStore } from '../../storage/key-value-store.ts'

/** A set-up that an API refused: which call, and with what. */
export interface Refusal {
  endpoint: string
  errcode: number
  /** Our address as the API saw it, if it told. */
  callerIp?: string
}

/** How one API says that a set-up is refused. */
export interface RefusalWording {
  /** Of an error: the refusal in it, if asking again would only repeat it and nobody else remembers it already. */
  read(error: unknown): Refusal | undefined
  /** The same error anew, for whoever did not ask himself. */
  toError(refusal: Refusal): Error
}

/** As long as a process itself remembers that its set-up is refused. */
const REFUSED_MS = 30_000

const storedRefusal = v.pipe(v.string(), v.parseJson(), v.object({ endpoint: v.string(), errcode: v.number(), callerIp: v.optional(v.string()) }))

/**
 * Lets all processes of a store learn from one that the set-up is refused: each asking for itself would repeat a wrong
 * secret often enough to get this server's IP banned for an hour (doc 90313).
 *
 * @param key of what is asked for; holds the secret's fingerprint, so a corrected secret starts anew
 * @returns `fetch`, which then throws what the other process was told
 */
export function shareRefusals<T>(key: string, store: KeyValueStore, wording: RefusalWording, fetch: () => Promise<T>): () => Promise<T> {
  const refusedKey = `${key}:refused`
  return async () => {
    const parsed = v.safeParse(storedRefusal, await store.get(refusedKey))
    if (parsed.success) throw wording.toError(parsed.output)
    try {
      return await fetch()
    }
    catch (error) {
      const refusal = wording.read(error)
      if (refusal) await store.set(refusedKey, JSON.stringify(refusal), REFUSED_MS)
      throw error
    }
  }
}
