import { scryptSync } from 'node:crypto'

/** 32 MB and some 80 ms for each guess. Raising it makes stored values unreadable. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
/** The same in all processes, which share a store. A salt has little use for a password that is random. */
const SALT = 'wecom-sidebar'
const BYTES = 32

/** What all other keys are derived from; the first is used for new values, the rest only to read older ones. */
export type RootKeys = readonly (Buffer | string)[]

/**
 * Makes guessing slow, for a password that is less random than it looks: a stolen store allows as many guesses as the
 * thief can compute.
 *
 * @param passwords NUXT_SESSION_PASSWORD, the current one first
 * @returns also the passwords themselves, because releases before this one encrypted with them
 */
export function stretch(passwords: readonly string[]): RootKeys {
  return [...passwords.map(password => scryptSync(password, SALT, BYTES, COST)), ...passwords]
}
