import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createIdentities } from '../../../server/identity/identities.ts'
import type { Identities } from '../../../server/identity/identities.ts'
import { createIdentityApi } from '../../../server/identity/identity-api.ts'
import type { LookUp, StoryRows } from '../../../server/identity/identity-api.ts'
import type { PersonStory } from '../../../server/identity/person-data.ts'
import type { Subject } from '../../../server/identity/subjects.ts'
import { createMiniProgramSessions } from '../../../server/identity/mini-program-sessions.ts'
import type { WechatApp } from '../../../server/identity/wechat-app.ts'
import type { KeyValueStore } from '../../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import { eraseStory, readStory } from '../../../server/story/person-story.ts'
import { CORP, customer, dump, MINI_PROGRAM, NOON, openId, seen } from '../../support/identity-world.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { coded } from '../../support/coded.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const erased = { openPlatform: 'main', unionId: 'u1' }
const user = (id: string) => ({ appId: MINI_PROGRAM, openId: id })
const apps: WechatApp[] = [
  { appId: 'wxShop', secret: 'secret', kind: 'officialAccount', name: '商城', openPlatform: 'other' },
  { appId: MINI_PROGRAM, secret: 'secret', kind: 'miniProgram', name: '会员小程序', openPlatform: 'main' },
]
/** How the accounts of an app are named. */
const named = { appName: '会员小程序', appKind: 'miniProgram' }
const sessionKey = 'HyVFkGl5F5OQWJZZaNzBBg=='

let folder: string
let database: SqlDatabase
let identities: Identities
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'identity-api-'))
  database = openSqlDatabase({ folder })
  identities = createIdentities(database, () => NOON)
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const story: StoryRows = {
  read: subjects => database.run(query => readStory(query, subjects)),
  erase: eraseStory,
}

function createApi() {
  const memory = createMemoryStore()
  let away = 0
  const store: KeyValueStore = { ...memory, async delete(key) {
    if (away-- > 0) throw new AppError('store_unavailable')
    return memory.delete(key)
  } }
  const sessions = createMiniProgramSessions(createPlainVault(store))
  return {
    sessions,
    api: createIdentityApi({ identities, story, endSignIns: sessions.end, apps, corpId: CORP, now: () => NOON }),
    /** The store fails for so many deletes. */
    goAway: (deletes: number) => void (away = deletes),
  }
}

describe('erasing a person', () => {
  it('succeeds when it is repeated after an outage of the store: no session lives on', async () => {
    const { api, sessions, goAway } = createApi()
    await identities.record([seen(openId('o1'), 'u1'), seen(openId('o2'), 'u1'), seen(customer('wm1'), 'u1')])
    const tokens = await Promise.all(['o1', 'o2'].map(id => sessions.create(user(id), sessionKey)))
    const forgotten: string[] = []
    const forget = async (externalUserId: string) => void forgotten.push(externalUserId)

    goAway(1)
    await expect(api.erase(erased, forget)).rejects.toEqual(coded('store_unavailable'))
    expect(await api.person(erased)).toMatchObject({ accounts: { length: 3 } })
    expect(await api.erase(erased, forget)).toHaveLength(3)
    expect(await Promise.all(tokens.map(token => sessions.read(token)))).toEqual([undefined, undefined])
    expect(forgotten).toContain('wm1')
    expect(await dump(database)).toEqual([])
  })

  it('erases what is written about the unionid and each account, and keeps the links when that fails', async () => {
    const asked: Subject[][] = []
    let isAway = true
    const erase: StoryRows['erase'] = async (_transaction, subjects) => {
      if (isAway) throw new AppError('store_unavailable')
      asked.push([...subjects])
    }
    const api = createIdentityApi({
      identities, story: { ...story, erase }, endSignIns: async () => {}, apps, corpId: CORP, now: () => NOON,
    })
    await identities.record([seen(openId('o1'), 'u1'), seen(customer('wm1'), 'u1'), seen(openId('o2'), 'u2')])
    await expect(api.erase(erased, async () => {})).rejects.toEqual(coded('store_unavailable'))
    expect(await api.person(erased)).toMatchObject({ accounts: { length: 2 } })
    isAway = false
    await api.erase(erased, async () => {})
    expect(asked[0]).toEqual([{ kind: 'unionId', scope: 'main', id: 'u1' }, customer('wm1'), openId('o1')])
  })

  it('keeps the session of the person to whom a decision gave the account', async () => {
    const { api, sessions } = createApi()
    await identities.record([seen(openId('o1'), 'u1'), seen(openId('o1'), 'u2')])
    await identities.keep(openId('o1'), { openPlatform: 'main', unionId: 'u2' }, 'admin')
    const token = await sessions.create(user('o1'), sessionKey)
    await api.erase(erased, async () => {})
    expect(await sessions.read(token)).toMatchObject({ user: user('o1') })
  })
})

describe('what other systems can do', () => {
  const link = (appId: string, openId: string, unionId: string) => ({ appId, openId, unionId })
  const conflict = { account: { ...openId('o3'), ...named }, claims: { length: 2 } }

  it('record links under their name, all or none', async () => {
    const { api } = createApi()
    await expect(api.link([link(MINI_PROGRAM, 'o1', 'u1'), link('wxUnknown', 'o2', 'u1')], 'crm'))
      .rejects.toEqual(coded('unknown_app'))
    await expect(api.person(erased)).rejects.toEqual(coded('identity_not_found'))
    await api.link([link(MINI_PROGRAM, 'o1', 'u1'), link('wxShop', 'o2', 'u1')], 'crm')
    const seenAt = new Date(NOON).toISOString()
    expect(await api.person(erased)).toMatchObject({ unionId: 'u1', accounts: [
      { ...openId('o1'), ...named, sources: [{ source: 'crm', firstSeenAt: seenAt, lastSeenAt: seenAt }] },
    ] })
    expect(await api.person({ ...erased, openPlatform: 'other' }))
      .toMatchObject({ accounts: [{ ...openId('o2', 'wxShop'), appName: '商城', appKind: 'officialAccount' }] })
  })

  it('look up many ids: each answer at the place of its question', async () => {
    const { api } = createApi()
    await identities.record([
      seen(customer('wm1'), 'u1'), seen(openId('o1'), 'u1'), seen(customer('wm2'), 'u2'), seen(openId('o3'), 'u1'),
      seen(openId('o3'), 'u2'), seen(customer('wm1', 'wwOther'), 'u3'),
    ])
    const ask: LookUp = {
      openPlatform: 'main', unionIds: ['u2', 'u9', 'u1'], externalUserIds: ['wm9', 'wm2', 'wm1'],
      openIds: { [MINI_PROGRAM]: ['o3', 'o1', 'o9'], wxShop: ['o1'] },
    }
    const person = (unionId: string) => ({ person: { openPlatform: 'main', unionId } })
    expect(await api.lookUp(ask)).toMatchObject({
      unionIds: [person('u2'), null, person('u1')],
      externalUserIds: [null, person('u2'), person('u1')],
      openIds: { [MINI_PROGRAM]: [{ conflict }, person('u1'), null], wxShop: [null] },
    })
    expect(await api.lookUp({ ...ask, openPlatform: 'other' })).toMatchObject({ unionIds: [null, null, null] })
  })

  it('name the apps of a person\'s accounts and conflicts', async () => {
    const { api } = createApi()
    await identities.record([
      seen(openId('o1'), 'u1'), seen(customer('wm1'), 'u1'), seen(openId('o3'), 'u1'), seen(openId('o3'), 'u2'),
    ])
    const { accounts, conflicts } = await api.person(erased)
    expect(accounts.map(({ id, appName }) => [id, appName])).toEqual([['wm1', undefined], ['o1', '会员小程序']])
    expect(conflicts).toMatchObject([conflict])
  })

  it('read the changes of links; of an erased person only hashes', async () => {
    const { api } = createApi()
    await api.link([link(MINI_PROGRAM, 'o1', 'u1')], 'crm')
    await api.withdraw(openId('o1'), erased, 'lin')
    const { changes, end, more } = await api.changes(0, 10)
    const one = { at: new Date(NOON).toISOString(), openPlatform: 'main', account: { ...openId('o1'), ...named } }
    expect(changes).toEqual([
      { ...one, change: 'linked', unionId: 'u1', by: 'crm' }, { ...one, change: 'withdrawn', unionId: 'u1', by: 'lin' },
    ])
    expect(more).toBe(false)
    expect(await api.changes(0, 1)).toMatchObject({ changes: { length: 1 }, more: true })
    await api.erase(erased, async () => {})
    const { changes: [last], ...after } = await api.changes(end, 10)
    expect(after).toMatchObject({ more: false })
    expect(last).toEqual({
      at: one.at, openPlatform: 'main', change: 'erased',
      account: { kind: 'openId', scope: MINI_PROGRAM, idSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      unionIdSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(JSON.stringify(await api.changes(0, 10))).not.toMatch(/"o1"|"u1"/)
  })

  it('export what is stored about a person, in the links and in the story', async () => {
    const asked: Subject[][] = []
    const rows = { notes: [{ text: 'a note' }] } as unknown as PersonStory
    const read = async (subjects: readonly Subject[]) => {
      asked.push([...subjects])
      return rows
    }
    const api = createIdentityApi({
      identities, story: { ...story, read }, endSignIns: async () => {}, apps, corpId: CORP, now: () => NOON,
    })
    await identities.record([seen(openId('o1'), 'u1'), seen(customer('wm1'), 'u1'), seen(openId('o2'), 'u2')])
    const data = await api.export(erased)
    expect(data).toMatchObject({ ...rows, links: { length: 2 } })
    expect(asked).toEqual([[{ kind: 'unionId', scope: 'main', id: 'u1' }, ...[customer('wm1'), openId('o1')]]])
  })
})
