import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { foldUserId } from '#shared/utils/user-id.ts'
import type { Vault } from '../storage/vault.ts'

/**
 * WeChat and WeCom do not say how long a session key works; afterwards a mini program signs in again with a new code.
 */
export const MINI_PROGRAM_SESSION_MS = 12 * 60 * 60_000

const TOKEN = /^([0-9a-f]{64})([0-9a-f]{64})$/

const userOfApp = v.object({ appId: v.string(), openId: v.string() })
const member = v.object({ userId: v.string() })

/** A user who signed in to a mini program in WeChat. */
export type MiniProgramUser = v.InferOutput<typeof userOfApp>
/** A member who signed in to a mini program in WeCom. */
export type MiniProgramMember = v.InferOutput<typeof member>

/** Signed-in clients of mini programs, each with its session key, which never leaves the server. */
export interface MiniProgramSessions<User> {
  /** Replaces the user's session: WeChat replaces the session key, too. @returns an opaque token for the client */
  create(user: User, sessionKey: string): Promise<string>
  /** @returns undefined for a token that is unknown, ended, replaced or malformed */
  read(token: string): Promise<{ user: User, sessionKey: string } | undefined>
  /** Ends the session of a user. */
  end(user: User): Promise<void>
}

/** Sessions of customers in WeChat. */
export function createMiniProgramSessions(vault: Vault): MiniProgramSessions<MiniProgramUser> {
  return createSessions(vault, 'mini-program', userOfApp, ({ appId, openId }) => `${appId} ${openId}`)
}

/** Sessions of members in WeCom. */
export function createMemberSessions(vault: Vault): MiniProgramSessions<MiniProgramMember> {
  return createSessions(vault, 'mini-program-member', member, ({ userId }) => foldUserId(userId))
}

function createSessions<User>(
  vault: Vault,
  kind: string,
  user: v.GenericSchema<unknown, User>,
  identify: (user: User) => string,
): MiniProgramSessions<User> {
  const storedSession = v.object({ secretHash: v.string(), user, sessionKey: v.string() })
  // A session is found by its user and by its token, while the store's keys tell no id.
  const nameOf = (user: User) => hash(identify(user))
  const slotOf = (name: string) => vault.slot(`${kind}:${name}`, storedSession, MINI_PROGRAM_SESSION_MS)

  return {
    async create(user, sessionKey) {
      const secret = randomBytes(32).toString('hex')
      const name = nameOf(user)
      await slotOf(name).set({ secretHash: hash(secret), user, sessionKey })
      return name + secret
    },
    async read(token) {
      const [, name, secret] = TOKEN.exec(token) ?? []
      if (!name || !secret) return undefined
      const stored = await slotOf(name).get()
      if (!stored) return undefined
      const { secretHash, ...session } = stored
      return timingSafeEqual(Buffer.from(secretHash), Buffer.from(hash(secret))) ? session : undefined
    },
    end: user => slotOf(nameOf(user)).delete(),
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
