import { describe, expect, it } from 'vitest'
import { stranger } from '../../../simulator/scenarios/default/customers.ts'
import { tagIds } from '../../../simulator/scenarios/default/tags.ts'
import { ME, callApi, makeWorld, tokenOf, zhangWei } from '../support.ts'

interface Group { group_id: string, group_name: string, tag: { id: string, name: string, order: number }[] }

function setup() {
  const world = makeWorld()
  const call = (name: string, body: object, app: 0 | 1 = 0) =>
    callApi(world, `/cgi-bin/externalcontact/${name}`, { access_token: tokenOf(world, app) }, body).body
  const library = () => call('get_corp_tag_list', {}).tag_group as Group[]
  const add = (body: object, app: 0 | 1 = 0) => call('add_corp_tag', body, app).tag_group as Group
  const tags = () => {
    const { follow_user: list } = callApi(world, '/cgi-bin/externalcontact/get', { external_userid: zhangWei }).body
    return (
      (list as { userid: string, tags: { tag_id?: string, tag_name: string }[] }[]).find(({ userid }) => userid === ME)
        ?.tags ?? []
    )
  }
  const mark = (body: object) => call('mark_tag', { userid: ME, external_userid: zhangWei, ...body }).errcode
  return { world, call, library, add, tags, mark }
}

describe('doc 92118: mark_tag', () => {
  it('adds and removes tags of this member; personal ones stay', () => {
    const { mark, tags } = setup()
    expect(mark({ add_tag: [tagIds.kitchen, tagIds.gold], remove_tag: [tagIds.wholeHouse] })).toBe(0)
    expect(tags().map(({ tag_name }) => tag_name)).toEqual(['金卡会员', '杭州到店', '喜欢周末联系', '厨房改造'])
  })
  it.each([
    ['both lists empty', { add_tag: [], remove_tag: [] }, 40063],
    ['an unknown tag', { add_tag: ['etNone'] }, 40068],
    ['no list', { add_tag: 'x' }, 40058],
    ['a colleague\'s customer', { external_userid: stranger.externalUserId, add_tag: [tagIds.gold] }, 84061],
  ])('refuses %s', (_, body, errcode) => {
    expect(setup().mark(body)).toBe(errcode)
  })
})

describe('doc 92117: tag library', () => {
  it('grows by a group and by tags of a group', () => {
    const { add, library } = setup()
    const group = add({ group_name: '来源', order: 200, tag: [{ name: '门店', order: 1 }, { name: '直播', order: 9 }] })
    expect(group.tag.map(({ name }) => name)).toEqual(['直播', '门店'])
    add({ group_id: group.group_id, tag: [{ name: '展会' }] })
    add({ group_name: '来源', tag: [{ name: '转介绍' }] })
    expect(library()[0]).toMatchObject({
      group_name: '来源',
      tag: [{ name: '直播' }, { name: '门店' }, { name: '展会' }, { name: '转介绍' }],
    })
  })

  it('takes names of 30 characters, not of 31, and no name twice', () => {
    const { call } = setup()
    const errcode = (name: string) => call('add_corp_tag', { group_name: '长', tag: [{ name }] }).errcode
    expect(errcode('签'.repeat(30))).toBe(0)
    expect(errcode('签'.repeat(31))).toBe(40072)
    expect(errcode('签'.repeat(30))).toBe(40071)
  })

  it('makes one tag of equal names', () => {
    const { add } = setup()
    const { tag } = add({ group_name: '来源', tag: [{ name: 'a', order: 1 }, { name: 'b' }, { name: 'a', order: 2 }] })
    expect(tag.map(({ name }) => name).sort()).toEqual(['a', 'b'])
  })

  it('takes an empty group_id as none', () => {
    const { add } = setup()
    expect(add({ group_id: '', group_name: '来源', tag: [{ name: '门店' }] })).toMatchObject({ group_name: '来源' })
  })

  it('takes orders below 2^32', () => {
    const { call } = setup()
    const errcode = (order: number) =>
      call('add_corp_tag', { group_name: `组${order}`, order, tag: [{ name: 'a', order }] }).errcode
    expect([2 ** 32 - 1, 2 ** 32, -1].map(errcode)).toEqual([0, 40058, 40058])
  })

  it('holds 10,000 tags', () => {
    const { call } = setup()
    const tag = Array.from({ length: 9_994 }, (_, index) => ({ name: `t${index}` }))
    expect(call('add_corp_tag', { group_name: '满', tag }).errcode).toBe(0)
    expect(call('add_corp_tag', { group_name: '满', tag: [{ name: 'last' }] }).errcode).toBe(40058)
  })

  it('lets an app change only what it made', () => {
    const { call, add, library } = setup()
    const { tag: [mine], group_id } = add({ group_name: '来源', tag: [{ name: '门店' }] })
    const edit = (id: unknown, app: 0 | 1 = 0) => call('edit_corp_tag', { id, name: '改名', order: 7 }, app).errcode
    expect(edit(mine?.id)).toBe(0)
    expect(edit(mine?.id, 1)).toBe(81011)
    expect(edit(tagIds.gold)).toBe(81011)
    expect(call('del_corp_tag', { group_id: [group_id] }, 1).errcode).toBe(81011)
    expect(edit('etNone')).toBe(40068)
    expect(library().at(-1)?.tag).toMatchObject([{ name: '改名', order: 7 }])
  })

  it('takes deleted tags off customers, and an empty group away', () => {
    const { call, add, mark, tags, library } = setup()
    const { tag: [mine] } = add({ group_name: '来源', tag: [{ name: '门店' }] })
    mark({ add_tag: [mine?.id] })
    expect(tags().map(({ tag_name }) => tag_name)).toContain('门店')
    expect(call('del_corp_tag', { tag_id: [mine?.id] }).errcode).toBe(0)
    expect(tags().map(({ tag_name }) => tag_name)).not.toContain('门店')
    expect(library().map(({ group_name }) => group_name)).not.toContain('来源')
    expect(call('del_corp_tag', {}).errcode).toBe(40063)
  })
})
