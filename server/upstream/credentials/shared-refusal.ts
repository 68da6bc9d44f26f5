import * as v from 'valibot'
import type { KeyValueStore } from '../../storage/key-value-store.ts'
import { UpstreamRefusedError } from '../upstream-error.ts'
import type { Upstream } from '../upstream-error.ts'

export interface SharedRefusalOptions {
  upstream: Upstream
  /** Names what is fetched. It contains the secret's fingerprint, so that a corrected secret is tried at once. */
  key: string
  store: KeyValueStore
  /** Whether another call would only be refused again. */
  isFinal: (refusal: UpstreamRefusedError) => boolean
}

/** Milliseconds; one process alone remembers a refused set-up as long (endpoint-guard.ts). */
const REFUSED_MS = 30_000

const storedRefusal = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ endpoint: v.string(), errcode: v.number(), callerIp: v.optional(v.string()) }),
)

/**
 * Tells all processes of a store that the set-up is refused. If each process asked WeCom itself, it would receive the
 * wrong secret so often that it blocks this server's IP for an hour (doc 90313).
 *
 * @returns `fetch`, but it throws the refusal that another process has received
 */
export function shareRefusals<T>({ upstream, key, store, isFinal }: SharedRefusalOptions, fetch: () => Promise<T>) {
  const refusedKey = `${key}:refused`
  return async (): Promise<T> => {
    const parsed = v.safeParse(storedRefusal, await store.get(refusedKey))
    if (parsed.success) {
      const { endpoint, errcode, callerIp } = parsed.output
      throw new UpstreamRefusedError(upstream, endpoint, errcode, callerIp)
    }
    try {
      return await fetch()
    }
    catch (error) {
      if (error instanceof UpstreamRefusedError && isFinal(error)) {
        const { endpoint, errcode, callerIp } = error
        await store.set(refusedKey, JSON.stringify({ endpoint, errcode, callerIp }), REFUSED_MS)
      }
      throw error
    }
  }
}
