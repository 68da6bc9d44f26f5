import { describe, expect, it } from 'vitest'
import type { Identities } from '../../../server/identity/identities.ts'
import type { Observation } from '../../../server/identity/observation.ts'
import { createOfficialAccount } from '../../../server/identity/official-account.ts'
import type { OfficialAccountUser } from '../../../server/wechat/official-account-user.ts'
import type { Alongside } from '../../../server/storage/sql/sql-database.ts'
import { MINI_PROGRAM, NOON, openId, seen } from '../../support/identity-world.ts'
import { UpstreamRefusedError } from '../../../server/upstream/upstream-error.ts'
import { WECHAT } from '../../../server/wechat/wechat-upstream.ts'

const ACCOUNT = 'wx0000000000000002'
const TRANSACTION = {} as Parameters<Alongside>[0]
const app = { appId: ACCOUNT, secret: 'secret', kind: 'officialAccount' as const, name: '服务号', openPlatform: 'second' }

function create(users: Record<string, OfficialAccountUser | Error>) {
  const recorded: Observation[] = []
  const asked: string[] = []
  const record: Identities['record'] = async (observations, alongside) => {
    recorded.push(...observations)
    await alongside?.(TRANSACTION)
    return observations.length
  }
  const officialAccount = createOfficialAccount({
    apps: [app, { ...app, appId: MINI_PROGRAM, kind: 'miniProgram' }],
    async getUser(_app, id) {
      asked.push(id)
      const user = users[id]!
      if (user instanceof Error) throw user
      return user
    },
    identities: { record } as Identities,
    now: () => NOON,
  })
  return { officialAccount, recorded, asked }
}

describe('an official account', () => {
  it('links users that WeChat names, and gives the reason for all others', async () => {
    const { officialAccount, recorded } = create({
      o1: { isSubscribed: true, unionId: 'u1' },
      o2: { isSubscribed: true },
      o3: { isSubscribed: false },
      o4: new UpstreamRefusedError(WECHAT, 'cgi-bin/user/info', 40003),
    })
    expect(await officialAccount.link(ACCOUNT, ['o4', 'o1', 'o2', 'o3'])).toEqual([
      { openId: 'o4', result: 'unknown_open_id' },
      { openId: 'o1', result: 'linked', unionId: 'u1' },
      { openId: 'o2', result: 'no_union_id' },
      { openId: 'o3', result: 'not_subscribed' },
    ])
    expect(recorded).toEqual([seen(openId('o1', ACCOUNT), 'u1', { source: 'user/info', openPlatform: 'second' })])
  })

  it('lets more be written with the links, for the users who are linked', async () => {
    const { officialAccount } = create({ o1: { isSubscribed: true, unionId: 'u1' }, o2: { isSubscribed: false } })
    const written: unknown[] = []
    await officialAccount.link(ACCOUNT, ['o1', 'o2'], async (...linked) => void written.push(linked))
    expect(written).toEqual([[TRANSACTION, [{ openId: 'o1', result: 'linked', unionId: 'u1' }]]])
  })

  it('links no user when WeChat fails for one', async () => {
    const throttled = new UpstreamRefusedError(WECHAT, 'cgi-bin/user/info', 45009)
    const { officialAccount, recorded } = create({ o1: { isSubscribed: true, unionId: 'u1' }, o2: throttled })
    await expect(officialAccount.link(ACCOUNT, ['o1', 'o2'])).rejects.toMatchObject({ errcode: 45009 })
    expect(recorded).toEqual([])
  })

  it('refuses apps that are none, before WeChat is asked', async () => {
    const { officialAccount, asked } = create({})
    for (const appId of ['wxUnknown', MINI_PROGRAM]) {
      await expect(officialAccount.link(appId, ['o1'])).rejects.toMatchObject({ code: 'unknown_app' })
    }
    expect(asked).toEqual([])
  })
})
