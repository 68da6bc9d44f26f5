import { describe, expect, it } from 'vitest'
import { listCustomerUnionIds, listServiceMembers } from '../../../../server/wecom/api/customer-union-ids.ts'
import { createFakeWecom } from '../../../support/fake-wecom.ts'

const entry = (external_userid: string, rest: Record<string, unknown> = {}) => ({
  external_contact: { external_userid, name: '李雷', type: 1, gender: 1, ...rest },
  follow_info: { userid: 'zhangsan', remark: '老李', tag_id: ['t1'] },
})
const BATCH = 'externalcontact/batch/get_by_user'

describe('listCustomerUnionIds (doc 92994)', () => {
  it('reads a page of 100 customers, their unionids, and the members that WeCom left out', async () => {
    const { client } = createFakeWecom({ [BATCH]: (_query, body) => {
      expect(body).toEqual({ userid_list: ['zhangsan', 'lisi'], cursor: 'c1', limit: 100 })
      return {
        errcode: 0,
        external_contact_list: [
          entry('wm1', { unionid: 'o1' }),
          entry('wm2'),
          entry('wm3', { unionid: '' }),
          entry('wo4', { type: 2, unionid: 'o4' }),
        ],
        next_cursor: 'c2',
        fail_info: { unlicensed_userid_list: ['lisi'] },
      }
    } })
    expect(await listCustomerUnionIds(client, ['zhangsan', 'lisi'], 'c1')).toEqual({
      customers: [
        { externalUserId: 'wm1', unionId: 'o1' },
        { externalUserId: 'wm2' },
        { externalUserId: 'wm3' },
        { externalUserId: 'wo4' },
      ],
      nextCursor: 'c2',
      unlicensedUserIds: ['lisi'],
    })
  })

  it.each([
    { next_cursor: '' },
    {},
    { fail_info: {} },
    { fail_info: null },
    { fail_info: 'none' },
  ])('reads %o as the last page', async (rest) => {
    const { client } = createFakeWecom({ [BATCH]: () => ({ errcode: 0, external_contact_list: [], ...rest }) })
    expect(await listCustomerUnionIds(client, ['a']))
      .toEqual({ customers: [], nextCursor: undefined, unlicensedUserIds: [] })
  })

  it.each([
    [entry('')],
    [entry('wm1', { type: 3 })],
    [{ follow_info: {} }],
    [entry('x'.repeat(129))],
  ])('refuses a customer without a valid id: %o', async (broken) => {
    const { client } = createFakeWecom({
      [BATCH]: () => ({ errcode: 0, external_contact_list: [entry('wm1'), broken], next_cursor: '' }),
    })
    await expect(listCustomerUnionIds(client, ['a'])).rejects.toMatchObject({ reason: 'bad_body' })
  })
})

describe('listServiceMembers (doc 92571)', () => {
  it('lists userids, and refuses the empty list that comes with an error', async () => {
    const { client } = createFakeWecom({
      'externalcontact/get_follow_user_list': (_query, _body, call) => call === 1
        ? { errcode: 0, follow_user: ['zhangsan', 'lisi'] }
        : { errcode: 60111, follow_user: [] },
    })
    expect(await listServiceMembers(client)).toEqual(['zhangsan', 'lisi'])
    await expect(listServiceMembers(client)).rejects.toMatchObject({ errcode: 60111 })
  })
})
