import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createQuickReplies } from '../../../server/replies/quick-replies.ts'
import type { QuickReplies, ReplyMember } from '../../../server/replies/quick-replies.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import { REPLY_LIMITS } from '../../../shared/limits.ts'
import type { QuickReply, ReplyScope } from '../../../shared/types/quick-reply.ts'
import type { AppError } from '../../../server/errors/app-error.ts'
import { coded } from '../../support/coded.ts'

const lin: ReplyMember = { userId: 'lin', admin: false }
const wang: ReplyMember = { userId: 'wang', admin: false }
const admin: ReplyMember = { userId: 'boss', admin: true }

const spelt = new Map([['年度报价', 'nian du bao jia'], ['年度', 'nian du'], ['一'.repeat(40), 'yi']])

/** @param place where an empty database is */
export function describeQuickReplies(name: string, place: () => SqlDatabaseOptions | Promise<SqlDatabaseOptions>) {
  describe(`quick replies on ${name}`, () => {
    let options: SqlDatabaseOptions
    let database: SqlDatabase
    let replies: QuickReplies
    let time = 0
    const open = (corpId: string, on = database) =>
      createQuickReplies({
        database: on, corpId, now: () => ++time, newId: randomUUID, spell: text => spelt.get(text) ?? '',
      })
    beforeAll(async () => {
      options = await place()
      database = openSqlDatabase(options)
      replies = open('ww1')
    })
    beforeEach(() => database.run(async (query) => {
      await query.deleteFrom('quickReply').execute()
      await query.deleteFrom('quickReplyUse').execute()
    }))
    afterAll(() => database.close())

    const texts = async (member: ReplyMember) => (await replies.list(member)).map(({ text }) => text)
    const own = (text: string) => ({ scope: 'own' as const, text })
    const corp = (text: string) => ({ scope: 'corp' as const, text })
    const added = async (...reply: Parameters<QuickReplies['add']>) => (await replies.add(...reply)).reply

    it('shows a member the own ones and the corp\'s, and no colleague\'s', async () => {
      await replies.add(lin, own('我的'))
      await replies.add(wang, own('思琪的'))
      await replies.add(admin, corp('公司 "quoted" \\ 🙂\n第二行'))
      expect((await replies.list(lin)).map(({ scope, text }) => [scope, text]))
        .toEqual([['corp', '公司 "quoted" \\ 🙂\n第二行'], ['own', '我的']])
      expect(await texts(wang)).toEqual(['公司 "quoted" \\ 🙂\n第二行', '思琪的'])
      expect(await open('ww2').list(lin)).toEqual([])
    })

    it('lists them with the pinyin of their title, or first words, and folder', async () => {
      await replies.add(lin, { scope: 'own', text: '一'.repeat(500) })
      await replies.add(lin, { scope: 'own', text: '正文', title: '年度报价', folder: '年度' })
      expect((await replies.list(lin)).map(({ spellings }) => spellings))
        .toEqual([['nian du bao jia', 'nian du'], ['yi']])
    })

    it('puts what the member has used or written last first, for this member alone', async () => {
      const [a, b, c] = [await added(lin, own('a')), await added(admin, corp('b')), await added(lin, own('c'))]
      expect(await texts(lin)).toEqual(['c', 'b', 'a'])
      await replies.use(lin, a.id)
      await replies.use(lin, b.id)
      await replies.use(lin, a.id)
      expect(await texts(lin)).toEqual(['a', 'b', 'c'])
      await replies.add(wang, own('d'))
      expect(await texts(wang)).toEqual(['d', 'b'])
      await expect(replies.use(wang, c.id)).rejects.toEqual(coded('reply_not_found'))
    })

    it('takes the same text once, however often it is sent', async () => {
      const same = await Promise.all(Array.from({ length: 8 }, () => replies.add(lin, own('same'))))
      expect(new Set(same.map(({ reply }) => reply.id)).size).toBe(1)
      expect(same.filter(({ isChange }) => isChange)).toHaveLength(1)
      expect((await added(wang, own('same'))).id).not.toBe(same[0]!.reply.id)
      expect((await added(admin, corp('same'))).id).not.toBe(same[0]!.reply.id)
    })

    it('changes what the member saw, and nothing else', async () => {
      const { id } = await added(lin, own('before'))
      const edit = { before: { text: 'before' }, after: { text: 'after' } }
      const reply = { id, scope: 'own', text: 'after' }
      expect(await replies.change(lin, id, edit)).toEqual({ reply, isChange: true })
      expect(await replies.change(lin, id, edit), 'the answer got lost')
        .toMatchObject({ reply: { text: 'after' }, isChange: false })
      const same = { before: edit.after, after: edit.after }
      expect(await replies.change(lin, id, same)).toMatchObject({ isChange: false })
      await expect(replies.change(lin, id, { before: edit.before, after: { text: 'other' } }))
        .rejects.toEqual(coded('edit_conflict'))
      expect(await texts(lin)).toEqual(['after'])
    })

    it('keeps title and folder, and takes a change of them for a change', async () => {
      const before = { text: '20 万', title: '报价', folder: '价格' }
      const { id } = await added(lin, { scope: 'own', ...before })
      expect(await replies.list(lin)).toEqual([{ id, scope: 'own', ...before }])
      expect((await replies.add(lin, { scope: 'own', ...before })).isChange, 'a repeated request').toBe(false)
      expect((await added(lin, own('20 万'))).id, 'another one').not.toBe(id)
      const { title: _, ...after } = before
      expect(await replies.change(lin, id, { before, after }))
        .toEqual({ reply: { id, scope: 'own', text: '20 万', folder: '价格' }, isChange: true })
      const late = { before, after: { text: '21 万' } }
      await expect(replies.change(lin, id, late)).rejects.toEqual(coded('edit_conflict'))
    })

    it('reads replies of versions that knew only the text', async () => {
      const row = { id: 'old', corpId: 'ww1', ownerUserId: 'lin', text: '在的', createdAt: 0 }
      await database.run(query => query.insertInto('quickReply').values(row).execute())
      expect(await replies.list(lin)).toEqual([{ id: 'old', scope: 'own', text: '在的' }])
      expect(await replies.change(lin, 'old', { before: { text: '在的' }, after: { text: '在的', title: '在' } }))
        .toMatchObject({ reply: { title: '在' } })
    })

    it('deletes with every trace of its use', async () => {
      const { id } = await added(admin, corp('gone'))
      await replies.use(lin, id)
      expect(await replies.remove(admin, id)).toEqual({ id, scope: 'corp', text: 'gone' })
      await expect(replies.remove(admin, id)).rejects.toEqual(coded('reply_not_found'))
      expect(await database.run(query => query.selectFrom('quickReplyUse').selectAll().execute())).toEqual([])
    })

    it.each<[ReplyScope, ReplyMember]>([
      ['own', lin], ['corp', admin],
    ])('keeps the limit of %s replies, also when several are added at once', async (scope, member) => {
      const limit = REPLY_LIMITS[scope]
      const ownerUserId = scope === 'own' ? member.userId : null
      const rows = Array.from({ length: limit - 2 }, (_, i) =>
        ({ id: `${i}`, corpId: 'ww1', ownerUserId, text: `${i}`, createdAt: 0 }))
      await database.run(query => query.insertInto('quickReply').values(rows).execute())
      // A process has one connection to its SQLite file; to PostgreSQL processes have their own.
      const elsewhere = options.databaseUrl ? openSqlDatabase(options) : database
      const outcomes = await Promise.allSettled(Array.from({ length: 8 }, (_, i) =>
        open('ww1', i % 2 ? elsewhere : database).add(member, { scope, text: `new ${i}` })))
      if (elsewhere !== database) await elsewhere.close()
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toEqual(coded('replies_full'))
      }
      expect(await replies.list(member)).toHaveLength(limit)
      await replies.add(scope === 'own' ? wang : lin, own('others have room'))
    })

    it('refuses every change of another member\'s reply, and of the corp\'s by members who are no admins', async () => {
      const members = [lin, wang, admin]
      const attempt = fc.record({
        who: fc.constantFrom(...members), what: fc.constantFrom('add', 'change', 'remove', 'use'),
        scope: fc.constantFrom<ReplyScope>('own', 'corp'), pick: fc.nat(9), text: fc.constantFrom('x', 'y', 'z'),
      })
      await fc.assert(fc.asyncProperty(fc.array(attempt, { maxLength: 15 }), async (attempts) => {
        await database.run(query => query.deleteFrom('quickReply').execute())
        const model: (QuickReply & { owner: string })[] = []
        for (const { who, what, scope, pick, text } of attempts) {
          const missing = { id: randomUUID(), scope: 'own' as const, text: '', owner: 'none' }
          const target = model[pick % Math.max(1, model.length)] ?? missing
          const sees = target.scope === 'corp' ? model.includes(target) : target.owner === who.userId
          const outcome = await run(who, what, what === 'add' ? { scope, text } : target, text)
            .catch((error: AppError) => error.code)
          const writesCorp = (what === 'add' ? scope : target.scope) === 'corp' && what !== 'use'
          if (what !== 'add' && !sees) expect(outcome).toBe('reply_not_found')
          else if (writesCorp && !who.admin) expect(outcome).toBe('admin_required')
          else if (what === 'add' && !model.some(({ id }) => id === (outcome as QuickReply).id)) {
            model.push({ ...outcome as QuickReply, owner: who.userId })
          }
          else if (what === 'change') target.text = text
          else if (what === 'remove') model.splice(model.indexOf(target), 1)
        }
        for (const member of members) {
          const expected = model.filter(({ scope, owner }) => scope === 'corp' || owner === member.userId)
            .map(({ id, scope, text }) => ({ id, scope, text }))
          expect((await replies.list(member)).sort(byId)).toEqual(expected.sort(byId))
        }
      }), { numRuns: 40 })
    }, 30_000)

    type Target = Partial<QuickReply> & Pick<QuickReply, 'scope' | 'text'>
    async function run(who: ReplyMember, what: string, { id, scope, text: before }: Target, text: string) {
      if (what === 'add') return added(who, { scope, text })
      if (what === 'change') return replies.change(who, id!, { before: { text: before }, after: { text } })
      return what === 'use' ? replies.use(who, id!) : replies.remove(who, id!)
    }
  })
}

const byId = (a: QuickReply, b: QuickReply) => a.id < b.id ? -1 : 1
