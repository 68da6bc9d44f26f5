import * as v from 'valibot'
import type { Vault } from '../../storage/vault.ts'
import { UpstreamRefusedError } from '../upstream-error.ts'
import type { Upstream } from '../upstream-error.ts'

export interface SharedRefusalOptions {
  upstream: Upstream
  /** Names what is fetched. It contains the secret's fingerprint, so that a corrected secret is tried at once. */
  key: string
  vault: Vault
  /** Whether another call would only be refused again. */
  isFinal: (refusal: UpstreamRefusedError) => boolean
}

/** How long a refused set-up is remembered, milliseconds; a process remembers it in memory for the same time. */
const REFUSED_MS = 30_000

const text = v.optional(v.string())
const storedRefusal = v.object({
  endpoint: v.string(), errcode: v.number(), text, hint: text, callerIp: text,
})

/**
 * Tells all processes of a store that the set-up is refused. If each process asked WeCom itself, it would receive the
 * wrong secret so often that it blocks this server's IP for an hour (doc 90313).
 *
 * @returns `fetch`, but it throws the refusal that another process has received
 */
export function shareRefusals<T>({ upstream, key, vault, isFinal }: SharedRefusalOptions, fetch: () => Promise<T>) {
  const refused = vault.slot(`${key}:refused`, storedRefusal, REFUSED_MS)
  return async (): Promise<T> => {
    const known = await refused.get()
    if (known) {
      const { endpoint, errcode, ...said } = known
      throw new UpstreamRefusedError(upstream, endpoint, errcode, said)
    }
    try {
      return await fetch()
    }
    catch (error) {
      if (error instanceof UpstreamRefusedError && isFinal(error)) {
        const { endpoint, errcode, said } = error
        await refused.set({ endpoint, errcode, ...said })
      }
      throw error
    }
  }
}
