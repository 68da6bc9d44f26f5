import { describe, expect, it } from 'vitest'
import { createCustomerDirectory } from '../../../../server/identity/sync/customer-directory.ts'
import { currentCaller } from '../../../../server/upstream/caller.ts'
import { createFakeWecom } from '../../../support/fake-wecom.ts'

describe('all customers of a corp', () => {
  it('are asked for by a job, so that what WeCom refuses to it concerns no user', async () => {
    const callers: unknown[] = []
    const bodies: unknown[] = []
    const { client } = createFakeWecom({
      'externalcontact/get_follow_user_list': () => {
        callers.push(currentCaller())
        return { errcode: 0, follow_user: ['lin', 'chen'] }
      },
      'externalcontact/batch/get_by_user': (_query, body) => {
        callers.push(currentCaller())
        bodies.push(body)
        const external_contact = { external_userid: 'wm1', type: 1, unionid: 'u1' }
        return { errcode: 0, external_contact_list: [{ external_contact }], next_cursor: 'b' }
      },
    })
    const directory = createCustomerDirectory(client)
    expect(await directory.members()).toEqual(['lin', 'chen'])
    expect(await directory.page(['lin', 'chen'], 'a'))
      .toEqual({ customers: [{ externalUserId: 'wm1', unionId: 'u1' }], nextCursor: 'b', unlicensedUserIds: [] })
    expect(bodies).toMatchObject([{ userid_list: ['lin', 'chen'], cursor: 'a' }])
    expect(callers).toEqual([{ kind: 'system', isJob: true }, { kind: 'system', isJob: true }])
  })
})
