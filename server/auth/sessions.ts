import * as v from 'valibot'
import type { KeyValueStore } from '../storage/key-value-store.ts'
import { createSecretId, hashSecretId, isSecretId } from './secret-id.ts'

/** Ends when nothing was asked for this long. */
const IDLE_MS = 12 * 60 * 60_000
/** Ends this long after sign-in, whatever happens. */
export const SESSION_LIFETIME_MS = 7 * 24 * 60 * 60_000
/** The idle clock is set back at most this often, to spare a write on every request. */
const TOUCH_INTERVAL_MS = 60_000

/** Who signed in. */
export interface SignedInMember {
  userId: string
  name?: string
}

const storedSession = v.pipe(v.string(), v.parseJson(), v.object({
  userId: v.string(),
  name: v.optional(v.string()),
  createdAt: v.number(),
  seenAt: v.number(),
}))

type StoredSession = v.InferOutput<typeof storedSession>

export interface Sessions {
  /** Starts a session with a new id, which is returned to the browser and nowhere kept. */
  create(member: SignedInMember): Promise<string>
  /** The member of a live session; any unknown, ended or malformed id is undefined. */
  read(sessionId: unknown): Promise<SignedInMember | undefined>
  /** Ends a session for every process at once. */
  end(sessionId: unknown): Promise<void>
}

/** @param now milliseconds since 1970 */
export function createSessions(store: KeyValueStore, now: () => number): Sessions {
  const keyOf = (sessionId: string) => `session:${hashSecretId(sessionId)}`

  /** @returns whether it goes on: by a sign-out meanwhile it has ended */
  async function touch(key: string, session: StoredSession): Promise<boolean> {
    const remaining = session.createdAt + SESSION_LIFETIME_MS - now()
    return remaining > 0 && store.replace(key, JSON.stringify({ ...session, seenAt: now() }), Math.min(IDLE_MS, remaining))
  }

  return {
    async create({ userId, name }) {
      const sessionId = createSecretId()
      const session: StoredSession = { userId, name, createdAt: now(), seenAt: now() }
      await store.set(keyOf(sessionId), JSON.stringify(session), IDLE_MS)
      return sessionId
    },
    async read(sessionId) {
      if (!isSecretId(sessionId)) return undefined
      const key = keyOf(sessionId)
      const parsed = v.safeParse(storedSession, await store.get(key))
      if (!parsed.success) return undefined
      const { userId, name, seenAt } = parsed.output
      const lives = now() - seenAt < TOUCH_INTERVAL_MS || await touch(key, parsed.output)
      return lives ? { userId, name } : undefined
    },
    async end(sessionId) {
      if (isSecretId(sessionId)) await store.delete(keyOf(sessionId))
    },
  }
}
