import { AppError } from '../errors/app-error.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { Clock } from '../upstream/clock.ts'
import type { MediaFile } from '../wecom/api/media.ts'
import { isUsableBy } from './file-use.ts'
import { readContent } from './reply-files.ts'

const HOUR_MS = 60 * 60_000
/** WeCom keeps a copy for three days (doc 90253). The rest is for the member who has it on the screen. */
const USABLE_MS = 60 * HOUR_MS
/** A copy that is younger is not made anew, whatever a client says of it. */
const YOUNG_MS = 60_000
/** A door has four seconds. */
const WAIT_MS = 3_000

export interface ReplyMediaOptions {
  database: SqlDatabase
  corpId: string
  /** Uploads a file to WeCom. @returns its media id */
  upload: (file: MediaFile) => Promise<string>
  clock: Pick<Clock, 'wall' | 'sleep'>
}

/** The copies of files at WeCom, which its clients send. They are made when a member wants to send one. */
export interface ReplyMedia {
  /**
   * @param options `refused`: a client did not take the media id that is known
   * @returns the media id; undefined while the file is on its way to WeCom
   * @throws {AppError} reply_file_not_found, store_unavailable
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  mediaOf(userId: string, fileId: string, options?: { refused?: boolean }): Promise<string | undefined>
}

export function createReplyMedia({ database, corpId, upload, clock }: ReplyMediaOptions): ReplyMedia {
  /** Uploads of this process. Another process may upload the same file: both media ids are valid. */
  const uploading = new Map<string, Promise<string>>()

  async function uploadAnew(id: string, { name, isImage }: Pick<MediaFile, 'name' | 'isImage'>): Promise<string> {
    const content = await database.run(query => readContent(query, id))
    const mediaAt = clock.wall()
    const mediaId = await upload({ name, isImage, content })
    await database.run(query =>
      query.updateTable('replyFile').set({ mediaId, mediaAt }).where('id', '=', id).execute())
    return mediaId
  }

  function shared(id: string, file: Pick<MediaFile, 'name' | 'isImage'>): Promise<string> {
    const running = uploading.get(id)
    if (running) return running
    const started = uploadAnew(id, file).finally(() => uploading.delete(id))
    uploading.set(id, started)
    // It may fail after its door has answered; the next door begins again.
    started.catch(() => {})
    return started
  }

  return {
    async mediaOf(userId, fileId, { refused = false } = {}) {
      const file = await database.run(query => query.selectFrom('replyFile')
        .select(['name', 'imageType', 'mediaId', 'mediaAt'])
        .where('id', '=', fileId).where(isUsableBy(corpId, userId)).executeTakeFirst())
      if (!file) throw new AppError('reply_file_not_found')
      const age = clock.wall() - file.mediaAt
      const isUsable = file.mediaId !== '' && age >= 0 && age < (refused ? YOUNG_MS : USABLE_MS)
      if (isUsable) return file.mediaId
      const { name, imageType } = file
      return Promise.race([
        shared(fileId, { name, isImage: imageType !== '' }), clock.sleep(WAIT_MS).then(() => undefined),
      ])
    },
  }
}
