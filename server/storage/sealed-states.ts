import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Encryption } from './encryption.ts'
import type { Vault } from './vault.ts'

/**
 * Keeps what belongs to a sign-in in the browser that has started it, while the browser is at WeCom or WeChat. Nothing
 * is stored until the browser comes back, because anyone can start sign-ins.
 */
export interface SealedStates<Content> {
  /** @returns a text for a cookie of this browser only */
  seal(state: string, content: Content): string
  /**
   * What belongs to a state. A sign-in needs the state *and* the cookie of the browser that started it: otherwise an
   * attacker's link with the attacker's code would sign the victim in as the attacker. Asks no store.
   *
   * @returns undefined for a state that has expired or is from another browser
   */
  open(state: string, sealed: unknown): Content | undefined
  /** Uses a state up, for all processes. @returns false when it was used before */
  use(state: string): Promise<boolean>
}

export interface SealedStatesOptions<Content> {
  encryption: Encryption
  /** Remembers used states. */
  vault: Pick<Vault, 'acquire'>
  /** Milliseconds since 1970. */
  now: () => number
  content: v.GenericSchema<unknown, Content>
  /** Milliseconds. */
  lifetimeMs: number
}

const sealedAt = v.object({ issuedAt: v.number() })

export function createSealedStates<Content extends object>(
  { encryption, vault, now, content, lifetimeMs }: SealedStatesOptions<Content>,
): SealedStates<Content> {
  const stored = v.pipe(v.string(), v.parseJson(), v.intersect([content, sealedAt]))
  return {
    seal: (state, value) => encryption.encrypt(JSON.stringify({ ...value, issuedAt: now() }), state),
    open(state, sealed) {
      const parsed = v.safeParse(stored, typeof sealed === 'string' && encryption.decrypt(sealed, state))
      return parsed.success && now() - parsed.output.issuedAt < lifetimeMs ? parsed.output : undefined
    },
    async use(state) {
      const lock = `oauth-state:${createHash('sha256').update(state).digest('hex')}`
      return await vault.acquire(lock, lifetimeMs) !== undefined
    },
  }
}
