import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createQuickReplies } from '../../../server/replies/quick-replies.ts'
import type { QuickReplies, ReplyMember } from '../../../server/replies/quick-replies.ts'
import { createReplyFiles, pruneReplyFiles } from '../../../server/replies/reply-files.ts'
import type { ReplyFiles } from '../../../server/replies/reply-files.ts'
import { createReplyMedia } from '../../../server/replies/reply-media.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import type { MediaFile } from '../../../server/wecom/api/media.ts'
import { REPLY_FILE_LIMITS } from '../../../shared/attachment-limits.ts'
import type { ReplyFileId } from '../../../shared/types/quick-reply.ts'
import { coded } from '../../support/coded.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import type { ManualClock } from '../../support/manual-clock.ts'

const CORP = 'ww1'
const lin: ReplyMember = { userId: 'lin', admin: false }
const wang: ReplyMember = { userId: 'wang', admin: false }
const admin: ReplyMember = { userId: 'boss', admin: true }
const HOUR = 60 * 60_000
const { part: PART, own: OWN } = REPLY_FILE_LIMITS
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(20)])

/** @param place where an empty database is */
export function describeReplyFiles(name: string, place: () => Promise<SqlDatabaseOptions>) {
  describe(`files of replies on ${name}`, () => {
    let database: SqlDatabase
    let clock: ManualClock
    let files: ReplyFiles
    let replies: QuickReplies
    beforeAll(async () => void (database = openSqlDatabase(await place())))
    beforeEach(async () => {
      clock = createManualClock()
      files = createReplyFiles({ database, corpId: CORP, now: clock.wall, newId: randomUUID })
      replies = createQuickReplies({ database, corpId: CORP, now: clock.wall, newId: randomUUID, spell: () => '' })
      await database.run(async (query) => {
        for (const table of ['quickReply', 'quickReplyUse', 'replyFile', 'replyFilePart'] as const) {
          await query.deleteFrom(table).execute()
        }
      })
    })
    afterAll(() => database.close())

    async function upload(name: string, content: Buffer, userId = 'lin'): Promise<ReplyFileId> {
      const { id } = await files.begin(userId, { name, bytes: content.length })
      for (let part = 0; part * PART < content.length; part++) {
        await files.put(userId, { id, part }, content.subarray(part * PART, (part + 1) * PART))
      }
      return { type: 'file', id }
    }
    async function pictureOf(userId: string, id: string) {
      const { pieces, ...rest } = await files.picture(userId, id)
      return { ...rest, content: Buffer.concat(await Array.fromAsync(pieces)) }
    }
    const reply = (attachment: ReplyFileId) => ({ text: '', attachment })
    const addOwn = async (attachment: ReplyFileId, member = lin) =>
      (await replies.add(member, { scope: 'own', ...reply(attachment) })).reply
    const addCorp = async (attachment: ReplyFileId) =>
      (await replies.add(admin, { scope: 'corp', ...reply(attachment) })).reply
    const countRows = () => database.run(async (query) => {
      const counts = await Promise.all((['replyFile', 'replyFilePart'] as const).map(table =>
        query.selectFrom(table).select(eb => eb.fn.countAll<number | string>().as('count')).executeTakeFirstOrThrow()))
      return counts.map(({ count }) => Number(count))
    })

    it('arrive in parts, also again and in another order, and are as they were sent', async () => {
      const content = Buffer.concat([PNG, randomBytes(2 * PART)])
      const { id } = await files.begin('lin', { name: '图.png', bytes: content.length })
      for (const part of [2, 0, 0, 1]) {
        await files.put('lin', { id, part }, content.subarray(part * PART, (part + 1) * PART))
      }
      expect(await pictureOf('lin', id)).toEqual({ type: 'image/png', bytes: content.length, content })
      expect((await addOwn({ type: 'file', id })).attachment)
        .toEqual({ type: 'file', id, name: '图.png', bytes: content.length, isImage: true })
    })

    it('refuse a part of another length or place, and never change what has arrived', async () => {
      const { id } = await files.begin('lin', { name: 'a.png', bytes: PNG.length })
      for (const [part, content] of [[0, PNG.subarray(1)], [0, Buffer.concat([PNG, PNG])], [1, PNG]] as const) {
        await expect(files.put('lin', { id, part }, content)).rejects.toEqual(coded('invalid_request'))
      }
      await files.put('lin', { id, part: 0 }, PNG)
      await files.put('lin', { id, part: 0 }, randomBytes(PNG.length))
      expect((await pictureOf('lin', id)).content).toEqual(PNG)
    })

    it('are read part by part, and never as a part only', async () => {
      const { id } = await upload('a.png', Buffer.concat([PNG, randomBytes(2 * PART)]))
      const { pieces } = await files.picture('lin', id)
      expect((await pieces.next()).value).toHaveLength(PART)
      await database.run(query => query.deleteFrom('replyFilePart').where('part', '=', 1).execute())
      await expect(pieces.next()).rejects.toEqual(coded('reply_file_not_found'))
    })

    it('are of no use to others until a reply of the company has them', async () => {
      const file = await upload('a.png', PNG, 'boss')
      const refused = coded('reply_file_not_found')
      await expect(files.put('lin', { id: file.id, part: 0 }, PNG)).rejects.toEqual(refused)
      await expect(files.picture('lin', file.id)).rejects.toEqual(refused)
      await expect(addOwn(file)).rejects.toEqual(refused)
      const { id } = await addCorp(file)
      expect((await pictureOf('lin', file.id)).content).toEqual(PNG)
      expect(await replies.fileOf(lin, id)).toBe(file.id)
      await addOwn(file)
      await expect(files.put('boss', { id: file.id, part: 0 }, PNG), 'it is the company\'s').rejects.toEqual(refused)
    })

    it('that have not arrived completely, or are none, are in no reply', async () => {
      const { id } = await files.begin('lin', { name: 'a.pdf', bytes: PART + 1 })
      await files.put('lin', { id, part: 0 }, randomBytes(PART))
      for (const wrong of [id, randomUUID()]) {
        await expect(addOwn({ type: 'file', id: wrong })).rejects.toEqual(coded('reply_file_not_found'))
      }
      const { reply: text } = await replies.add(lin, { scope: 'own', text: 'text' })
      const edit = { before: { text: 'text' }, after: reply({ type: 'file', id }) }
      await expect(replies.change(lin, text.id, edit)).rejects.toEqual(coded('reply_file_not_found'))
      expect((await replies.list(lin)).map(({ text }) => text)).toEqual(['text'])
      await expect(replies.fileOf(lin, text.id)).rejects.toEqual(coded('reply_not_found'))
    })

    it('leave a member room for others only as long as the limit holds', async () => {
      const largest = { name: 'a.zip', bytes: REPLY_FILE_LIMITS.file }
      for (let used = 0; used + largest.bytes <= OWN; used += largest.bytes) await files.begin('lin', largest)
      await expect(files.begin('lin', { name: 'b.zip', bytes: 6 })).rejects.toEqual(coded('reply_files_full'))
      await files.begin('wang', largest)
      const file = await upload('a.png', PNG, 'boss')
      const bytes = REPLY_FILE_LIMITS.corp - PNG.length + 1
      await database.run(query => query.insertInto('replyFile').values({
        id: 'x', corpId: CORP, ownerUserId: null, name: 'x', bytes, imageType: '', freeSince: 0, mediaId: '',
        mediaAt: 0,
      }).execute())
      await expect(addCorp(file)).rejects.toEqual(coded('reply_files_full'))
      expect(await replies.list(admin)).toEqual([])
    })

    it('are deleted a day after their last reply, and not before', async () => {
      const [kept, dropped, changed] = await Promise.all(['a', 'b', 'c'].map(name => upload(`${name}.pdf`, PNG)))
      await upload('never used.pdf', PNG)
      await addOwn(kept!)
      const gone = await addOwn(dropped!)
      const other = await addOwn(changed!)
      clock.advance(30 * HOUR)
      await replies.remove(lin, gone.id)
      await replies.change(lin, other.id, { before: reply(changed!), after: { text: 'text' } })
      await pruneReplyFiles(database, CORP, clock.wall())
      expect(await countRows(), 'without the one that was never used').toEqual([3, 3])
      // The undo of a deletion.
      const again = await addOwn(dropped!)
      clock.advance(30 * HOUR)
      await pruneReplyFiles(database, CORP, clock.wall())
      expect(await countRows()).toEqual([2, 2])
      expect((await replies.list(lin)).map(({ id }) => id)).toContain(again.id)
      await expect(addOwn(changed!)).rejects.toEqual(coded('reply_file_not_found'))
    })

    describe('at WeCom', () => {
      let uploads: MediaFile[]
      /** How many questions have waited for an upload. */
      let waits: number
      let outcome: () => Promise<string>
      beforeEach(() => {
        uploads = []
        waits = 0
        outcome = async () => `media-${uploads.length}`
      })
      const open = () => createReplyMedia({
        database, corpId: CORP,
        clock: { ...clock, sleep(ms) {
          waits++
          return clock.sleep(ms)
        } },
        upload: (file) => {
          uploads.push(file)
          return outcome()
        },
      })

      it('are uploaded once, for two days and a half, and again as soon as a client refuses them', async () => {
        const { id } = await upload('报价.png', PNG)
        const media = open()
        expect(await media.mediaOf('lin', id)).toBe('media-1')
        expect(uploads).toEqual([{ name: '报价.png', isImage: true, content: PNG }])
        clock.advance(59 * HOUR)
        expect(await open().mediaOf('lin', id), 'in another process').toBe('media-1')
        clock.advance(2 * HOUR)
        expect(await media.mediaOf('lin', id)).toBe('media-2')
        expect(await media.mediaOf('lin', id, { refused: true }), 'just made').toBe('media-2')
        clock.advance(HOUR)
        expect(await media.mediaOf('lin', id, { refused: true })).toBe('media-3')
        // The clock was wrong when the copy was made.
        clock.jump(-24 * HOUR)
        expect(await media.mediaOf('lin', id)).toBe('media-4')
      })

      it('are uploaded once for all who ask meanwhile, who do not wait for ever', async () => {
        const { id } = await upload('a.pdf', PNG)
        const media = open()
        const { promise, resolve } = Promise.withResolvers<string>()
        outcome = () => promise
        const asked = [media.mediaOf('lin', id), media.mediaOf('lin', id)]
        await expect.poll(() => uploads.length).toBe(1)
        clock.advance(3_000)
        expect(await Promise.all(asked)).toEqual([undefined, undefined])
        resolve('media-late')
        expect(await media.mediaOf('lin', id)).toBe('media-late')
        expect(uploads).toMatchObject([{ isImage: false }])
      })

      it('are in memory four at a time; the others wait for a place, and not longer than a minute', async () => {
        const ids = await Promise.all(Array.from({ length: 6 }, (_, i) => upload(`${i}.pdf`, PNG)))
        const media = open()
        const ends: ((mediaId: string) => void)[] = []
        outcome = () => new Promise(resolve => ends.push(resolve))
        /** Asks, and returns when the file has or awaits its place. */
        async function ask(file: number) {
          const before = waits
          const answer = media.mediaOf('lin', ids[file]!.id)
          await expect.poll(() => waits).toBe(before + 1)
          return { answer }
        }
        for (const file of [0, 1, 2, 3, 4]) await ask(file)
        await expect.poll(() => uploads).toHaveLength(4)
        ends[0]!('media-0')
        await expect.poll(() => uploads).toHaveLength(5)
        await ask(5)
        clock.advance(60_001)
        const { answer } = await ask(5)
        ends[1]!('media-1')
        await expect(answer).rejects.toMatchObject({ code: 'too_many_requests', retryAfterSeconds: 3 })
        expect(uploads).toHaveLength(5)
      })

      it('are tried again after a failure', async () => {
        const { id } = await upload('a.pdf', PNG)
        const media = open()
        outcome = async () => Promise.reject(new Error('busy'))
        await expect(media.mediaOf('lin', id)).rejects.toThrow('busy')
        outcome = async () => 'media'
        expect(await media.mediaOf('lin', id)).toBe('media')
      })

      it('are for those who may use the file', async () => {
        const { id } = await upload('a.pdf', PNG)
        await expect(open().mediaOf('wang', id)).rejects.toEqual(coded('reply_file_not_found'))
        expect(uploads).toEqual([])
        await expect(replies.fileOf(wang, (await addOwn({ type: 'file', id })).id))
          .rejects.toEqual(coded('reply_not_found'))
      })
    })
  })
}
