import type { CustomerProfile } from '#shared/types/customer.ts'
import { customerPath, type RequestOptions } from '../api/api'

/** Later an answer would be old, in milliseconds. The parts of the app that come last have to find theirs. */
const FRESH_MS = 10_000

/** Answers to requests that the app has not sent yet, by path. */
const answers = new Map<string, { at: number, answer: Promise<unknown> }>()

/** @returns whether an answer is kept for this path */
export function hasEarlyAnswer(path: string): boolean {
  return answers.has(path)
}

export function keepEarlyAnswer(path: string, answer: Promise<unknown>): void {
  answers.set(path, { at: performance.now(), answer })
}

/** Keeps what came along with a profile, as answers to the app's next requests. @returns the profile alone */
export function keepBeside({ beside, ...profile }: CustomerProfile): CustomerProfile {
  for (const [part, answer] of Object.entries(beside ?? {})) {
    keepEarlyAnswer(customerPath(profile.externalUserId, `/${part}`), Promise.resolve(answer))
  }
  return profile
}

/** @returns the answer to a request that was sent before the app asked for it, once */
export function takeEarlyAnswer<T>(
  path: string, { method = 'GET', query = {} }: RequestOptions,
): Promise<T> | undefined {
  const isPlain = method === 'GET' && Object.values(query).every(value => value === undefined)
  const kept = isPlain ? answers.get(path) : undefined
  if (!kept) return undefined
  answers.delete(path)
  return performance.now() - kept.at < FRESH_MS ? kept.answer as Promise<T> : undefined
}
