import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import type { KeyValueStore } from '../storage/key-value-store.ts'

/** Neither WeChat nor WeCom promises how long a session key works; a mini program signs in again with a fresh code. */
export const MINI_PROGRAM_SESSION_MS = 12 * 60 * 60_000

const TOKEN = /^([0-9a-f]{64})([0-9a-f]{64})$/

const userOfApp = v.object({ appId: v.string(), openId: v.string() })
const member = v.object({ userId: v.string() })

/** Who signed in to a mini program from WeChat. */
export type MiniProgramUser = v.InferOutput<typeof userOfApp>
/** Who signed in to a mini program from WeCom. */
export type MiniProgramMember = v.InferOutput<typeof member>

/** Clients of mini programs that have signed in, each with the session key that never leaves the server. */
export interface MiniProgramSessions<User> {
  /** One per user: a sign-in replaces the session key there too. @returns an opaque token for the client */
  create(user: User, sessionKey: string): Promise<string>
  /** Undefined for an unknown, ended, replaced or malformed token. */
  read(token: string): Promise<{ user: User, sessionKey: string } | undefined>
  /** Ends the session of somebody who is erased. */
  end(user: User): Promise<void>
}

/** @param store an encrypted one */
export function createMiniProgramSessions(store: KeyValueStore): MiniProgramSessions<MiniProgramUser> {
  return createSessions(store, 'mini-program', userOfApp, ({ appId, openId }) => `${appId} ${openId}`)
}

/** @param store an encrypted one */
export function createMemberSessions(store: KeyValueStore): MiniProgramSessions<MiniProgramMember> {
  return createSessions(store, 'mini-program-member', member, ({ userId }) => userId)
}

function createSessions<User>(store: KeyValueStore, kind: string, user: v.GenericSchema<unknown, User>, identify: (user: User) => string): MiniProgramSessions<User> {
  const storedSession = v.pipe(v.string(), v.parseJson(), v.object({ secretHash: v.string(), user, sessionKey: v.string() }))
  // Found by user as well as by token, without the store's keys telling an id.
  const nameOf = (user: User) => hash(identify(user))
  const keyOf = (name: string) => `${kind}:${name}`

  return {
    async create(user, sessionKey) {
      const secret = randomBytes(32).toString('hex')
      const name = nameOf(user)
      await store.set(keyOf(name), JSON.stringify({ secretHash: hash(secret), user, sessionKey }), MINI_PROGRAM_SESSION_MS)
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
