import { randomBytes } from 'node:crypto'

/** Kinds of uploaded files (doc 90253). */
export const mediaTypes = ['image', 'voice', 'video', 'file'] as const
export type MediaType = typeof mediaTypes[number]

/** An uploaded file (临时素材). */
export interface Media {
  mediaId: string
  type: MediaType
  name: string
  contentType: string
  content: Buffer
  /** Milliseconds of the simulated clock. */
  createdAt: number
}

/** The company's uploaded files. All its apps share them. */
export interface MediaStore {
  add(file: Omit<Media, 'mediaId' | 'createdAt'>): Media
  /** @returns undefined, too, when the file's three days have passed */
  find(mediaId: unknown): Media | undefined
  clear(): void
}

/** doc 90253. */
const LIFETIME_MS = 3 * 86_400_000

/** @param now milliseconds of the simulated clock */
export function createMediaStore(now: () => number): MediaStore {
  const files = new Map<unknown, Media>()
  return {
    add(file) {
      const media = { ...file, mediaId: randomBytes(32).toString('base64url'), createdAt: now() }
      files.set(media.mediaId, media)
      return media
    },
    find(mediaId) {
      const media = files.get(mediaId)
      return media && now() - media.createdAt < LIFETIME_MS ? media : undefined
    },
    clear: () => files.clear(),
  }
}
