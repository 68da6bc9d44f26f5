import { describe, expect, it } from 'vitest'
import { GroupNotFoundError } from '../../../server/customer/errors.ts'
import { createGroups } from '../../../server/customer/groups.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { createFakeWecom } from '../../support/fake-wecom.ts'

const wecom = createFakeWecom({
  'externalcontact/groupchat/get': (_query, body) => body.chat_id === 'wr1'
    ? { errcode: 0, group_chat: { chat_id: 'wr1', name: '老客户群', owner: 'lisi', create_time: 1_700_000_000, member_list: [{ userid: 'zhangsan', type: 1 }, { userid: 'wm1', type: 2 }, { userid: 'wangwu', type: 2 }] } }
    : { errcode: 86001 },
})
const groups = createGroups({ wecom: wecom.client, clock: { ...createManualClock(), sleep: async () => {} } })

describe('customer group', () => {
  it('is shown to its members and its owner', async () => {
    expect(await groups.group('zhangsan', 'wr1')).toEqual({ chatId: 'wr1', name: '老客户群', memberCount: 3, externalCount: 2, createdAt: '2023-11-14T22:13:20.000Z' })
    expect((await groups.group('lisi', 'wr1')).name).toBe('老客户群')
  })

  it('does not exist for anybody else, external contacts of the same id included', async () => {
    await expect(groups.group('zhaoliu', 'wr1')).rejects.toThrow(GroupNotFoundError)
    await expect(groups.group('wangwu', 'wr1')).rejects.toThrow(GroupNotFoundError)
    await expect(groups.group('zhangsan', 'wr2')).rejects.toThrow(GroupNotFoundError)
  })
})
