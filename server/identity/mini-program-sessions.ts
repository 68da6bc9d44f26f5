import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import type { KeyValueStore } from '../storage/key-value-store.ts'

/** WeChat and WeCom do not document how long a session key is valid. A mini program can sign in again at any time. */
export const MINI_PROGRAM_SESSION_MS = 12 * 60 * 60_000

const TOKEN = /^([0-9a-f]{64})([0-9a-f]{64})$/

const userOfApp = v.object({ appId: v.string(), openId: v.string() })
const member = v.object({ userId: v.string() })

/** A user who signed in to a mini program in WeChat. */
export type MiniProgramUser = v.InferOutput<typeof userOfApp>
/** A member who signed in to a mini program in WeCom. */
export type MiniProgramMember = v.InferOutput<typeof member>

/** Sessions of mini program clients. Each has WeChat's session key, which never leaves the server. */
export interface MiniProgramSessions<User> {
  /** Ends the user's earlier session, because WeChat replaces the session key too. @returns a token for the client */
  create(user: User, sessionKey: string): Promise<string>
  /** @returns undefined for a token that is unknown, ended, replaced or malformed */
  read(token: string): Promise<{ user: User, sessionKey: string } | undefined>
  /** Ends the session of a user whose data is erased. */
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

function createSessions<User>(
  store: KeyValueStore, kind: string, user: v.GenericSchema<unknown, User>, identify: (user: User) => string,
): MiniProgramSessions<User> {
  const session = v.object({ secretHash: v.string(), user, sessionKey: v.string() })
  const storedSession = v.pipe(v.string(), v.parseJson(), session)
  // A hash, so that the store finds a session by user too, and its keys do not show the id.
  const nameOf = (user: User) => hash(identify(user))
  const keyOf = (name: string) => `${kind}:${name}`

  return {
    async create(user, sessionKey) {
      const secret = randomBytes(32).toString('hex')
      const name = nameOf(user)
      const stored = JSON.stringify({ secretHash: hash(secret), user, sessionKey })
      await store.set(keyOf(name), stored, MINI_PROGRAM_SESSION_MS)
      return name + secret
    },
    async read(token) {
      const [, name, secret] = TOKEN.exec(token) ?? []
      if (!name || !secret) return undefined
      const parsed = v.safeParse(storedSession, await store.get(keyOf(name)))
      if (!parsed.success) return undefined
      const { secretHash, ...found } = parsed.output
      return timingSafeEqual(Buffer.from(secretHash), Buffer.from(hash(secret))) ? found : undefined
    },
    end: user => store.delete(keyOf(nameOf(user))),
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
