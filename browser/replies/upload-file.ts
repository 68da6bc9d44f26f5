import { REPLY_FILE_LIMITS } from '#shared/attachment-limits.ts'
import type { ReplyFile, ReplyFileUpload } from '#shared/types/quick-reply.ts'
import type { ApiRequest } from '../api/api'

/** A part of 256 kB has more time than other requests: a slow network sends 30 kB a second. Milliseconds. */
const PART_DEADLINE = 9_000

/** A file that is on its way; it goes on where it has stopped. */
export interface FileUpload {
  file: File
  started?: ReplyFileUpload
  /** Parts that have arrived. */
  parts: number
}

/** Why a file cannot be taken. */
export type FileProblem = 'empty' | 'too_large'

/** @returns why WeCom would refuse the file, before a byte of it is sent */
export function fileProblemOf({ size }: Pick<File, 'size'>): FileProblem | undefined {
  if (size < REPLY_FILE_LIMITS.least) return 'empty'
  return size > REPLY_FILE_LIMITS.file ? 'too_large' : undefined
}

/**
 * Uploads a file, or the rest of it.
 *
 * @param upload says afterwards how far it came
 * @param onProgress called with the share that has arrived, from 0 to 1
 * @returns the file as a reply has it
 */
export async function uploadFile(
  request: ApiRequest, upload: FileUpload, onProgress: (share: number) => void,
): Promise<ReplyFile> {
  const { name, size } = upload.file
  const body = { name: nameFor(name), bytes: size }
  upload.started ??= await request<ReplyFileUpload>('/api/reply-files', { method: 'POST', body })
  const { id, partBytes } = upload.started
  while (upload.parts * partBytes < size) {
    const from = upload.parts * partBytes
    onProgress(from / size)
    await request(`/api/reply-files/${id}/parts/${upload.parts}`, {
      method: 'PUT', body: upload.file.slice(from, from + partBytes), deadline: PART_DEADLINE,
      type: 'application/octet-stream',
    })
    upload.parts++
  }
  return { type: 'file', id, name: body.name, bytes: size, isImage: isPicture(name, size) }
}

/** What the server takes: its answer to the saved reply says how it understood the file. */
function isPicture(name: string, size: number): boolean {
  return /\.(?:jpe?g|png)$/i.test(name) && size <= REPLY_FILE_LIMITS.image
}

/** A long name keeps its end, which has the type. */
function nameFor(name: string): string {
  const characters = [...name.replace(/["/\\]/g, '_')]
  const tooMany = characters.length - REPLY_FILE_LIMITS.name
  return tooMany > 0 ? characters.slice(tooMany).join('') : characters.join('')
}
