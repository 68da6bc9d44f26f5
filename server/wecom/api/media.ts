import * as v from 'valibot'
import type { WecomClient } from '../client.ts'

/** A file for WeCom's clients. */
export interface MediaFile {
  /** With its ending: WeCom judges a picture by it. */
  name: string
  /** Whether clients show it as a picture, instead of a file to open. */
  isImage: boolean
  content: Buffer
}

/**
 * Uploads a file (doc 90253). WeCom keeps it for three days; all apps of the company may use it.
 *
 * @returns its media id
 * @throws {UpstreamRefusedError | UpstreamUnavailableError}
 */
export async function uploadMedia(client: WecomClient, { name, isImage, content }: MediaFile): Promise<string> {
  const { media_id: mediaId } = await client.call({
    endpoint: 'media/upload',
    schema: v.object({ media_id: v.pipe(v.string(), v.minLength(1)) }),
    query: { type: isImage ? 'image' : 'file' },
    file: { field: 'media', name, content },
  })
  return mediaId
}
