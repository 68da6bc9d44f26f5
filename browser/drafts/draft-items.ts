import { DRAFT_LIMITS } from '#shared/limits.ts'

/** How long a draft is kept, in milliseconds. */
export const DRAFT_LIFETIME = DRAFT_LIMITS.lifetimeMs

/** A draft as it lies in the browser's storage. */
export interface DraftItem {
  /** Milliseconds since 1970. */
  expiresAt: number
  /** Base64url; empty when the draft is gone and the server has not heard of it. */
  ciphertext: string
  /** Whether the server has it. */
  sent?: boolean
}

/** The only part in clear is the time, so that old drafts of every member can be removed. */
const FORM = /^(\d{1,15})\.([\w-]*)(\.sent)?$/

/** @returns the text for the storage */
export function formatItem({ expiresAt, ciphertext, sent }: DraftItem): string {
  return `${expiresAt}.${ciphertext}${sent ? '.sent' : ''}`
}

/** @returns undefined when the text has another form */
export function readItem(text: string): DraftItem | undefined {
  const [, time, ciphertext, sent] = FORM.exec(text) ?? []
  return ciphertext === undefined ? undefined : { expiresAt: Number(time), ciphertext, ...sent && { sent: true } }
}

/** @returns undefined when the text has another form, is too old, or claims to last longer than a draft */
export function parseItem(text: string | null, now: number): DraftItem | undefined {
  const item = readItem(text ?? '')
  return item && item.expiresAt > now && item.expiresAt <= now + DRAFT_LIFETIME ? item : undefined
}
