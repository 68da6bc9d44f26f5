import * as v from 'valibot'
import type { KeyValueStore } from '../../storage/key-value-store.ts'
import { errcodeEntry } from '../call/errcodes.ts'
import { WecomApiError } from '../call/errors.ts'
import type { Credential } from './shared-credential.ts'

/** As long as a process itself remembers that its set-up is refused. */
const REFUSED_MS = 30_000

const storedRefusal = v.pipe(v.string(), v.parseJson(), v.object({ endpoint: v.string(), errcode: v.number() }))

/**
 * Lets all processes of a store learn from one that the set-up is refused: each asking for itself would repeat a wrong
 * secret often enough to get this server's IP banned for an hour (doc 90313).
 *
 * @param key of the credential; holds the secret's fingerprint, so a corrected secret starts anew
 * @returns `fetch`, which then throws what the other process was told
 */
export function shareRefusals(key: string, store: KeyValueStore, fetch: () => Promise<Credential>): () => Promise<Credential> {
  const refusedKey = `${key}:refused`
  return async () => {
    const parsed = v.safeParse(storedRefusal, await store.get(refusedKey))
    if (parsed.success) throw new WecomApiError(parsed.output.endpoint, parsed.output.errcode)
    try {
      return await fetch()
    }
    catch (error) {
      if (error instanceof WecomApiError && errcodeEntry(error.errcode).concernsEveryCall) {
        await store.set(refusedKey, JSON.stringify({ endpoint: error.endpoint, errcode: error.errcode }), REFUSED_MS)
      }
      throw error
    }
  }
}
