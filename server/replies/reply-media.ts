import { AppError } from '../errors/app-error.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { Clock } from '../upstream/clock.ts'
import { createQueues } from '../upstream/queues.ts'
import type { MediaFile } from '../wecom/api/media.ts'
import { isUsableBy } from './file-use.ts'
import { readParts } from './reply-files.ts'

const HOUR_MS = 60 * 60_000
/** WeCom keeps a copy for three days (doc 90253). The rest is for the member who has it on the screen. */
const USABLE_MS = 60 * HOUR_MS
/** A copy that is younger is not made anew, whatever a client says of it. */
const YOUNG_MS = 60_000
/** A door has four seconds. */
const WAIT_MS = 3_000
/**
 * Uploads of this process: each has its file in memory twice, 40 MB at most. The others have theirs in the database
 * alone. A slow upload takes a minute; who waits longer asks again.
 */
const QUEUE = { atOnce: 4, waiting: 100, patienceMs: 60_000, detail: 'files' }

export interface ReplyMediaOptions {
  database: SqlDatabase
  corpId: string
  /** Uploads a file to WeCom. @returns its media id */
  upload: (file: MediaFile) => Promise<string>
  clock: Clock
}

/** The copies of files at WeCom, which its clients send. They are made when a member wants to send one. */
export interface ReplyMedia {
  /**
   * @param options `refused`: a client did not take the media id that is known
   * @returns the media id; undefined while the file is on its way to WeCom
   * @throws {AppError} reply_file_not_found, store_unavailable; too_many_requests when too many files wait for their
   * upload, or this one has waited too long
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  mediaOf(userId: string, fileId: string, options?: { refused?: boolean }): Promise<string | undefined>
}

/** A file in the database. */
type StoredFile = Pick<MediaFile, 'name' | 'isImage'> & { id: string, bytes: number }

export function createReplyMedia({ database, corpId, upload, clock }: ReplyMediaOptions): ReplyMedia {
  /** Uploads of this process. Another process may upload the same file: both media ids are valid. */
  const uploading = new Map<string, Promise<string>>()
  const inQueue = createQueues(clock)

  async function uploadAnew({ id, bytes, name, isImage }: StoredFile): Promise<string> {
    const content = Buffer.concat(await Array.fromAsync(readParts(database, id, bytes)))
    const mediaAt = clock.wall()
    const mediaId = await upload({ name, isImage, content })
    await database.run(query =>
      query.updateTable('replyFile').set({ mediaId, mediaAt }).where('id', '=', id).execute())
    return mediaId
  }

  function shared(file: StoredFile): Promise<string> {
    const running = uploading.get(file.id)
    if (running) return running
    const started = inQueue('uploads', QUEUE, () => uploadAnew(file)).finally(() => uploading.delete(file.id))
    uploading.set(file.id, started)
    // It may fail after its door has answered; the next door begins again.
    started.catch(() => {})
    return started
  }

  return {
    async mediaOf(userId, fileId, { refused = false } = {}) {
      const file = await database.run(query => query.selectFrom('replyFile')
        .select(['name', 'bytes', 'imageType', 'mediaId', 'mediaAt'])
        .where('id', '=', fileId).where(isUsableBy(corpId, userId)).executeTakeFirst())
      if (!file) throw new AppError('reply_file_not_found')
      const age = clock.wall() - file.mediaAt
      const isUsable = file.mediaId !== '' && age >= 0 && age < (refused ? YOUNG_MS : USABLE_MS)
      if (isUsable) return file.mediaId
      const { name, bytes, imageType } = file
      return Promise.race([
        shared({ id: fileId, name, bytes, isImage: imageType !== '' }), clock.sleep(WAIT_MS).then(() => undefined),
      ])
    },
  }
}
