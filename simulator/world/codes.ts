import { randomBytes } from 'node:crypto'

/** An OAuth code: good for one exchange within five minutes (doc 91023). */
export interface Code {
  userId: string
  agentId: number
  /** Host (with port) the browser was sent to. */
  redirectHost: string
  /** Milliseconds of the simulated clock. */
  issuedAt: number
  used: boolean
}

export interface Codes {
  /** @returns the code's value for the redirect */
  issue(userId: string, agentId: number, redirectHost: string): string
  find(value: string): Code | undefined
}

const REMEMBERED = 5_000

/** @param now milliseconds of the simulated clock */
export function createCodes(now: () => number): Codes {
  const codes = new Map<string, Code>()
  return {
    issue(userId, agentId, redirectHost) {
      const value = randomBytes(32).toString('base64url')
      codes.set(value, { userId, agentId, redirectHost, issuedAt: now(), used: false })
      const oldest = codes.keys().next().value
      if (codes.size > REMEMBERED && oldest !== undefined) codes.delete(oldest)
      return value
    },
    find: value => codes.get(value),
  }
}
