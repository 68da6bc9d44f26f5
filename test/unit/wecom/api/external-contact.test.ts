import { describe, expect, it } from 'vitest'
import {
  batchGetByUser, getExternalContact, listExternalUserIds,
} from '../../../../server/wecom/api/external-contact.ts'
import { createFakeWecom } from '../../../support/fake-wecom.ts'

const contact = {
  external_userid: 'wm1',
  name: '李雷',
  avatar: 'http://wx.qlogo.cn/1',
  type: 1,
  gender: 1,
  unionid: 'o-union',
}
const follower = (userid: string) => ({
  userid,
  remark: '',
  description: '',
  createtime: 1_700_000_000,
  tags: [],
  remark_mobiles: [],
  add_way: 1,
  oper_userid: userid,
})

/** A WeCom whose externalcontact/get always answers so. */
const wecomWith = (answer: Record<string, unknown>) =>
  createFakeWecom({ 'externalcontact/get': () => ({ errcode: 0, ...answer }) })

describe('getExternalContact', () => {
  it('reads every page of followers', async () => {
    const all = Array.from({ length: 1_201 }, (_, i) => follower(`member${i + 1}`))
    const { client, count } = createFakeWecom({
      'externalcontact/get': (query) => {
        expect(query.get('external_userid')).toBe('wm1')
        const start = Number(query.get('cursor') ?? 0)
        const next = start + 500 < all.length ? { next_cursor: String(start + 500) } : {}
        const first = start === 0 && { external_contact: contact }
        return { errcode: 0, ...first, follow_user: all.slice(start, start + 500), ...next }
      },
    })
    const { contact: found, followUsers } = await getExternalContact(client, 'wm1')
    expect(followUsers).toHaveLength(1_201)
    expect(followUsers.at(-1)!.userId).toBe('member1201')
    expect(found)
      .toMatchObject({ externalUserId: 'wm1', name: '李雷', type: 'wechat', gender: 'male', unionId: 'o-union' })
    expect(count('externalcontact/get')).toBe(3)
  })

  it('stops when the cursor never ends', async () => {
    const { client, count } = wecomWith({ external_contact: contact, follow_user: [], next_cursor: 'again' })
    await expect(getExternalContact(client, 'wm1')).rejects.toMatchObject({ reason: 'bad_body' })
    expect(count('externalcontact/get')).toBe(100)
  })

  it('ignores a unionid on a WeCom user, and attributes of unknown types', async () => {
    const external_profile = { external_attr: [
      { type: 9, name: 'new' },
      { type: 0, name: '电话', text: { value: '1' } },
      { type: 1, name: '坏', web: null },
    ] }
    const { client } = wecomWith({ external_contact: { ...contact, type: 2, external_profile }, follow_user: [] })
    const found = (await getExternalContact(client, 'wm1')).contact
    expect(found).toMatchObject({
      type: 'wecom',
      unionId: undefined,
      attributes: [{ kind: 'text', name: '电话', value: '1' }],
    })
  })

  it('accepts missing or wrong optional fields', async () => {
    const { client } = wecomWith({
      external_contact: { external_userid: 'wm1', name: 'x', type: 1, gender: 7, avatar: null, external_profile: [] },
      follow_user: [{ userid: 'a', createtime: 1, tags: 'none', add_way: 'x' }],
    })
    const sparse = await getExternalContact(client, 'wm1')
    expect(sparse.contact).toMatchObject({ gender: 'unknown', avatar: undefined, attributes: [] })
    expect(sparse.followUsers[0]).toMatchObject({ userId: 'a', remark: '', tags: [], addWay: 0 })
  })

  it.each([
    [{ name: 'x', type: 1 }, []],
    [{ ...contact, type: 3 }, []],
    [contact, {}],
    [contact, [{ remark: 'no userid', createtime: 1 }]],
    [contact, [{ userid: 'a' }]],
  ])('refuses a missing or wrong id, type or time: %o with followers %o', async (external_contact, follow_user) => {
    const { client } = wecomWith({ external_contact, follow_user })
    await expect(getExternalContact(client, 'wm1')).rejects.toMatchObject({ reason: 'bad_body' })
  })
})

describe('lists', () => {
  it('reads a page of a member\'s customers and returns the cursor', async () => {
    const { client } = createFakeWecom({
      'externalcontact/batch/get_by_user': (_query, body) => {
        expect(body).toEqual({ userid_list: ['zhangsan'], cursor: 'c1', limit: 50 })
        const follow_info = { userid: 'zhangsan', remark: '老李', tag_id: ['t1'] }
        return { errcode: 0, external_contact_list: [{ external_contact: contact, follow_info }], next_cursor: 'c2' }
      },
    })
    expect(await batchGetByUser(client, ['zhangsan'], { cursor: 'c1', limit: 50 })).toMatchObject({
      contacts: [{ userId: 'zhangsan', remark: '老李', tagIds: ['t1'], contact: { name: '李雷' } }],
      nextCursor: 'c2',
    })
  })

  it('lists ids, and refuses the empty list that comes with an error', async () => {
    const { client } = createFakeWecom({
      'externalcontact/list': (_query, _body, call) => call === 1
        ? { errcode: 0, external_userid: ['wm1', 'wm2'] }
        : { errcode: 84061, external_userid: [] },
    })
    expect(await listExternalUserIds(client, 'zhangsan')).toEqual(['wm1', 'wm2'])
    await expect(listExternalUserIds(client, 'zhangsan')).rejects.toMatchObject({ errcode: 84061 })
  })
})
