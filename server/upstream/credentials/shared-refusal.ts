import { UpstreamRefusedError } from '../upstream-error.ts'
import { createRefusalMemory } from './refusal-memory.ts'
import type { RefusalMemoryOptions } from './refusal-memory.ts'

export interface SharedRefusalOptions extends RefusalMemoryOptions {
  /** Whether another call would only be refused again. */
  isFinal: (refusal: UpstreamRefusedError) => boolean
}

/**
 * Tells all processes of a store that the set-up is refused. If each process asked WeCom itself, it would receive the
 * wrong secret so often that it blocks this server's IP for an hour (doc 90313). A secret that stays wrong is tried
 * ever more rarely; the first success ends that.
 *
 * @returns `fetch`, but it throws the refusal that another process has received
 */
export function shareRefusals<T>({ isFinal, ...options }: SharedRefusalOptions, fetch: () => Promise<T>) {
  const memory = createRefusalMemory(options)

  return async (): Promise<T> => {
    const known = await memory.known()
    if (known && known.pausedMs > 0) throw known.error.pausedFor(known.pausedMs)
    try {
      const answer = await fetch()
      if (known) await memory.forget()
      return answer
    }
    catch (error) {
      if (!(error instanceof UpstreamRefusedError) || !isFinal(error)) throw error
      throw error.pausedFor(await memory.remember(error, known?.times ?? 0))
    }
  }
}
