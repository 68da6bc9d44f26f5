import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Change } from '../../../server/customer/changes.ts'
import { createCustomerEdits } from '../../../server/customer/customer-edits.ts'
import { createCustomerSource } from '../../../server/customer/customer-source.ts'
import { createErasures } from '../../../server/customer/erasures.ts'
import { createOwnCustomers } from '../../../server/customer/own-customers.ts'
import { createRecentChanges } from '../../../server/customer/recent-changes.ts'
import { coded } from '../../support/coded.ts'
import { createFakeWecom } from '../../support/fake-wecom.ts'
import { createLiveChanges } from '../../support/live-changes.ts'
import { createManualClock, realClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

/** A WeCom with one member's notes about one customer. Like the real one, it refuses concurrent changes of tags. */
function setUp() {
  const clock = { ...createManualClock(), sleep: async () => {} }
  const vault = createPlainVault()
  const notes = { remark: '老李', description: '', remark_corp_name: '某公司', remark_mobiles: ['13812348000'] }
  const faults = { remark: { errcode: 0 } }
  let tags = ['t1']
  let marking = 0
  const wecom = createFakeWecom({
    'externalcontact/get': () => ({
      errcode: 0,
      external_contact: { external_userid: 'wm1', name: '李雷', type: 1, avatar: '' },
      follow_user: [{
        userid: 'zhangsan',
        ...notes,
        createtime: 1,
        add_way: 1,
        oper_userid: 'zhangsan',
        tags: tags.map(tag_id => ({ group_name: 'g', tag_name: tag_id, type: 1, tag_id })),
      }],
    }),
    'externalcontact/remark': (_query, body) => {
      const { remark = notes.remark, description = notes.description } = body as Record<string, never>
      const { remark_company = notes.remark_corp_name, remark_mobiles = notes.remark_mobiles } = body
      const mobiles = (remark_mobiles as string[]).filter(Boolean)
      Object.assign(notes, { remark, description, remark_corp_name: remark_company, remark_mobiles: mobiles })
      return faults.remark
    },
    'externalcontact/mark_tag': async (_query, body) => {
      if (++marking > 1) return { errcode: 45035 }
      await realClock.sleep(1)
      marking--
      const { add_tag, remove_tag } = body as { add_tag: string[], remove_tag: string[] }
      tags = [...new Set([...tags, ...add_tag])].filter(id => !remove_tag.includes(id))
      return { errcode: 0 }
    },
    'externalcontact/get_corp_tag_list': () => ({ errcode: 0, tag_group: [
      {
        group_id: 'g1',
        group_name: '后',
        order: 1,
        tag: [
          { id: 'a', name: 'A', order: 1 },
          { id: 'b', name: 'B', order: 2 },
          { id: 'c', name: 'C', deleted: true },
        ],
      },
      { group_id: 'g2', group_name: '前', order: 9 },
      { group_id: 'g3', group_name: '删', deleted: true, tag: [] },
    ] }),
  })
  const changes = createLiveChanges()
  const source = createCustomerSource({
    wecom: wecom.client,
    policy: 'corp',
    ownCustomers: createOwnCustomers({ wecom: wecom.client, changes, clock }),
    onContact: () => {},
    erasures: createErasures(createPlainVault(), clock.wall),
    changes,
    recentChanges: createRecentChanges(changes, clock.monotonic),
    clock,
  })
  const options = { wecom: wecom.client, source, vault, changes }
  const inProcess = () => createCustomerEdits({ ...options, clock: { ...clock, sleep: realClock.sleep } })
  const edits = createCustomerEdits({ ...options, clock })
  return { edits, inProcess, source, changes, faults, wecom, notes, tags: () => tags, clock }
}

describe('notes', () => {
  it('change in the given fields only', async () => {
    const { edits, notes, source } = setUp()
    await source.find('zhangsan', 'wm1')
    await edits.changeNotes('zhangsan', 'wm1', { before: { remark: '老李' }, after: { remark: '李总' } })
    expect(notes).toEqual({ remark: '李总', description: '', remark_corp_name: '某公司', remark_mobiles: ['13812348000'] })
    // Changes by API raise no event, so the edit itself must delete the cached copy.
    expect((await source.find('zhangsan', 'wm1')).customer.followUsers[0]!.remark).toBe('李总')
  })

  it('are refused when they have changed in WeCom since the member saw them', async () => {
    const { edits, notes, source } = setUp()
    await source.find('zhangsan', 'wm1')
    notes.remark = '改过了'
    const outdated = { before: { remark: '老李' }, after: { remark: '李总' } }
    await expect(edits.changeNotes('zhangsan', 'wm1', outdated)).rejects.toThrow(coded('edit_conflict'))
    expect(notes.remark).toBe('改过了')
    const current = { before: { remark: '改过了', description: '' }, after: { description: '新' } }
    await edits.changeNotes('zhangsan', 'wm1', current)
    expect(notes).toMatchObject({ remark: '改过了', description: '新' })
  })

  it('are announced, even when it is not known whether WeCom has written them', async () => {
    const { edits, changes, wecom, faults } = setUp()
    const announced: Change[] = []
    changes.subscribe(change => announced.push(change))
    const changed: Change = { kind: 'customer', externalUserId: 'wm1' }
    await edits.changeNotes('zhangsan', 'wm1', { before: {}, after: { remark: '李总' } })
    expect(announced).toEqual([changed])
    faults.remark = { errcode: 40058 }
    await expect(edits.changeNotes('zhangsan', 'wm1', { before: {}, after: { remark: '李' } })).rejects.toThrow()
    expect([wecom.count('externalcontact/remark') > 1, announced]).toEqual([true, [changed, changed]])
  })

  it('lose all phones when the list is empty', async () => {
    const { edits, notes } = setUp()
    await edits.changeNotes('zhangsan', 'wm1', { before: { mobiles: ['13812348000'] }, after: { mobiles: [] } })
    expect(notes.remark_mobiles).toEqual([])
  })

  it('need the member\'s own relation, also under policy corp', async () => {
    const { edits, wecom } = setUp()
    const refused = [
      () => edits.changeNotes('lisi', 'wm1', { before: {}, after: { remark: 'x' } }),
      () => edits.changeTags('lisi', 'wm1', { add: ['t2'], remove: [] }),
      () => edits.revealMobiles('lisi', 'wm1'),
    ]
    for (const edit of refused) await expect(edit()).rejects.toThrow(coded('customer_not_found'))
    expect(wecom.count('externalcontact/remark') + wecom.count('externalcontact/mark_tag')).toBe(0)
  })
})

describe('tags', () => {
  it('are changed one request at a time, for any concurrent changes', async () => {
    const change = fc.record({ id: fc.constantFrom('t1', 't2', 't3'), add: fc.boolean() })
    await fc.assert(fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
      const { edits, tags } = setUp()
      await Promise.all(changes.map(({ id, add }) =>
        edits.changeTags('zhangsan', 'wm1', { add: add ? [id] : [], remove: add ? [] : [id] })))
      const expected = new Set(['t1'])
      for (const { id, add } of changes) expected[add ? 'add' : 'delete'](id)
      expect(new Set(tags())).toEqual(expected)
    }), { numRuns: 30 })
  })

  it('are changed one request at a time over all processes', async () => {
    const { edits, inProcess, tags, wecom } = setUp()
    const processes = [edits, inProcess(), inProcess()]
    const ids = Array.from({ length: 9 }, (_, i) => `new${i}`)
    await Promise.all(ids.map((id, i) => processes[i % 3]!.changeTags('zhangsan', 'wm1', { add: [id], remove: [] })))
    expect(tags().toSorted()).toEqual([...ids, 't1'].toSorted())
    expect(wecom.count('externalcontact/mark_tag')).toBe(ids.length)
  })

  it('are listed in the console\'s order, without deleted ones, and fetched once', async () => {
    const { edits, wecom, clock } = setUp()
    const libraries = await Promise.all(Array.from({ length: 50 }, () => edits.tagLibrary()))
    expect(libraries[0]).toEqual([
      { id: 'g2', name: '前', tags: [] },
      { id: 'g1', name: '后', tags: [{ id: 'b', name: 'B' }, { id: 'a', name: 'A' }] },
    ])
    expect(wecom.count('externalcontact/get_corp_tag_list')).toBe(1)
    clock.advance(5 * 60_000)
    await edits.tagLibrary()
    expect(wecom.count('externalcontact/get_corp_tag_list')).toBe(2)
  })
})

describe('phones', () => {
  it('are revealed in full to the member who noted them', async () => {
    expect(await setUp().edits.revealMobiles('zhangsan', 'wm1')).toEqual({ mobiles: ['13812348000'] })
  })
})
