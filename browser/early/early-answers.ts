import type { CustomerProfile } from '#shared/types/customer.ts'
import { customerPath, type RequestOptions } from '../api/api'

/** Later, what came along with a profile would be old, in milliseconds. The parts that show it come last. */
const FRESH_MS = 10_000

interface EarlyAnswer {
  answer: Promise<unknown>
  /** Of what came along with a profile, by the browser's own clock. */
  until?: number
}

/** Answers to requests that the app has not sent yet, by path. */
const answers = new Map<string, EarlyAnswer>()

/** @returns whether an answer is kept for this path */
export function hasEarlyAnswer(path: string): boolean {
  return answers.has(path)
}

/** Keeps an answer until the app has asked for the first time. */
export function keepEarlyAnswer(path: string, answer: Promise<unknown>): void {
  answers.set(path, { answer })
}

/** Keeps what came along with a profile, as answers to the app's next requests. @returns the profile alone */
export function keepBeside({ beside, ...profile }: CustomerProfile): CustomerProfile {
  const until = performance.now() + FRESH_MS
  for (const [part, answer] of Object.entries(beside ?? {})) {
    answers.set(customerPath(profile.externalUserId, `/${part}`), { answer: Promise.resolve(answer), until })
  }
  return profile
}

/** @returns the answer to a request that was sent before the app asked for it, once */
export function takeEarlyAnswer<T>(
  path: string, { method = 'GET', query = {} }: RequestOptions,
): Promise<T> | undefined {
  const isPlain = method === 'GET' && Object.values(query).every(value => value === undefined)
  const { answer, until = Infinity } = (isPlain && answers.get(path)) || {}
  if (!answer) return undefined
  answers.delete(path)
  return performance.now() < until ? answer as Promise<T> : undefined
}

/** Forgets the profiles that the app has not asked for: a later request wants to know what is new. */
export function forgetEarlyProfiles(): void {
  for (const [path, { until }] of answers) {
    if (until === undefined) answers.delete(path)
  }
}
