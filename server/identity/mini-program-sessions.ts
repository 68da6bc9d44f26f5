import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import type { KeyValueStore } from '../storage/key-value-store.ts'

/** WeChat promises nothing about how long a session key works; a mini program signs in again with a fresh code. */
export const MINI_PROGRAM_SESSION_MS = 12 * 60 * 60_000

const TOKEN = /^([0-9a-f]{64})([0-9a-f]{64})$/

const storedSession = v.pipe(v.string(), v.parseJson(), v.object({
  secretHash: v.string(),
  appId: v.string(),
  openId: v.string(),
  sessionKey: v.string(),
}))

/** A signed-in user of a mini program. */
export interface MiniProgramSession {
  appId: string
  openId: string
  /** WeChat's; never leaves the server. */
  sessionKey: string
}

export interface MiniProgramSessions {
  /** One per user and app: WeChat too replaces the session key at sign-in. @returns an opaque token for the client */
  create(session: MiniProgramSession): Promise<string>
  /** Undefined for an unknown, ended, replaced or malformed token. */
  read(token: string): Promise<MiniProgramSession | undefined>
  /** Ends the session of a person who is erased. */
  end(user: Pick<MiniProgramSession, 'appId' | 'openId'>): Promise<void>
}

/** @param store an encrypted one */
export function createMiniProgramSessions(store: KeyValueStore): MiniProgramSessions {
  // Found by user as well as by token, without the store's keys telling an openid.
  const nameOf = ({ appId, openId }: Pick<MiniProgramSession, 'appId' | 'openId'>) => hash(`${appId} ${openId}`)
  const keyOf = (name: string) => `mini-program:${name}`

  return {
    async create({ appId, openId, sessionKey }) {
      const secret = randomBytes(32).toString('hex')
      const name = nameOf({ appId, openId })
      await store.set(keyOf(name), JSON.stringify({ secretHash: hash(secret), appId, openId, sessionKey }), MINI_PROGRAM_SESSION_MS)
      return name + secret
    },
    async read(token) {
      const [, name, secret] = TOKEN.exec(token) ?? []
      if (!name || !secret) return undefined
      const parsed = v.safeParse(storedSession, await store.get(keyOf(name)))
      if (!parsed.success) return undefined
      const { secretHash, ...session } = parsed.output
      return timingSafeEqual(Buffer.from(secretHash), Buffer.from(hash(secret))) ? session : undefined
    },
    end: user => store.delete(keyOf(nameOf(user))),
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
