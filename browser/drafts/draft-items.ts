/** How long a draft is kept, in milliseconds. */
export const DRAFT_LIFETIME = 24 * 60 * 60_000

/** A draft as it lies in the browser's storage. */
export interface DraftItem {
  /** Milliseconds since 1970. */
  expiresAt: number
  /** Base64url. */
  ciphertext: string
}

/** The only part in clear is the time, so that old drafts of every member can be removed. */
const FORM = /^(\d{1,15})\.([\w-]+)$/

/** @returns the text for the storage */
export function formatItem({ expiresAt, ciphertext }: DraftItem): string {
  return `${expiresAt}.${ciphertext}`
}

/** @returns undefined when the text has another form, is too old, or claims to last longer than a draft */
export function parseItem(text: string | null, now: number): DraftItem | undefined {
  const [, time, ciphertext] = FORM.exec(text ?? '') ?? []
  const expiresAt = Number(time)
  if (!ciphertext || expiresAt <= now || expiresAt > now + DRAFT_LIFETIME) return undefined
  return { expiresAt, ciphertext }
}
