import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IdentityApi } from '../../../server/identity/identity-api.ts'
import { limitToApps } from '../../../server/identity/limit-to-apps.ts'
import type { Account, Person } from '../../../shared/types/identity.ts'
import { coded } from '../../support/coded.ts'
import { customer, openId } from '../../support/identity-world.ts'

const CORP = 'ww5e1a0c7b39d24f68'
const APPS = ['wx0000000000000001', 'wx0000000000000002']
const unionId = { openPlatform: 'main', unionId: 'u1' }
const refused = coded('app_not_allowed')

const anyAccount: fc.Arbitrary<Account> = fc.oneof(
  fc.record({ kind: fc.constant('openId' as const), scope: fc.constantFrom(...APPS), id: fc.uuid() }),
  fc.record({ kind: fc.constant('externalUserId' as const), scope: fc.constant(CORP), id: fc.uuid() }),
)
const anyKeyApps = fc.subarray(['externalUserId', ...APPS], { minLength: 1 })
const isAllowed = (apps: string[], { kind, scope }: Account) =>
  apps.includes(kind === 'externalUserId' ? 'externalUserId' : scope)

/** An API that knows one person with these accounts; the other half of them is in conflict. */
function createApi(accounts: Account[]) {
  const calls: unknown[][] = []
  const half = Math.floor(accounts.length / 2)
  const person: Person = {
    ...unionId,
    accounts: accounts.slice(0, half).map(account => ({ ...account, sources: [] })),
    conflicts: accounts.slice(half).map(account => ({ account, claims: [{ ...unionId, sources: [] }] })),
  }
  const rows = accounts.map(({ kind, scope, id }) =>
    ({ ...unionId, accountKind: kind, accountScope: scope, accountId: id })) as never[]
  const written = [...accounts, { kind: 'unionId', scope: 'main', id: 'u1' }].map(({ kind, scope, id }) =>
    ({ id, subjectKind: kind, subjectScope: scope, subjectId: id })) as never[]
  const note = (name: string) => async (...call: unknown[]) => void calls.push([name, ...call])
  const api: IdentityApi = {
    link: note('link'),
    keep: note('keep'),
    withdraw: note('withdraw'),
    erase: async () => accounts,
    person: async () => person,
    lookUp: async ({ unionIds, externalUserIds, openIds }) => ({
      unionIds: unionIds.map(() => ({ person })),
      externalUserIds: externalUserIds.map(() => ({ person })),
      openIds: Object.fromEntries(Object.entries(openIds).map(([appId, ids]) => [appId, ids.map(() => ({ person }))])),
    }),
    changes: async () => ({
      changes: accounts.map(account => ({ ...unionId, at: '', change: 'linked', account, by: '' })),
      end: 7,
      more: true,
    }),
    export: async () => ({
      links: rows, withdrawals: rows, changes: rows, timeline: written, notes: written,
      noteVersions: accounts.map(({ id: noteId }) => ({ noteId })) as never[], stages: written as never[],
      fields: written as never[],
      reminders: written as never[],
      callbackEvents: written as never[],
    }),
  }
  return { api, calls }
}

describe('the identity API of a key with apps', () => {
  it('shows no id of an account of another app in any answer, and every other one', async () => {
    await fc.assert(fc.asyncProperty(fc.array(anyAccount), anyKeyApps, async (accounts, apps) => {
      const api = limitToApps(createApi(accounts).api, apps)
      const answers = await Promise.all([
        api.person(unionId).catch(() => null),
        api.lookUp({ openPlatform: 'main', unionIds: ['u1'], externalUserIds: [], openIds: {} }),
        api.changes(0, 100),
        api.export(unionId),
      ])
      for (const answer of answers) {
        const text = JSON.stringify(answer)
        const shown = accounts.filter(({ id }) => text.includes(id))
        expect(shown).toEqual(accounts.filter(account => isAllowed(apps, account)))
      }
    }))
  })

  it('exports from each list the rows of its accounts, and what is written for the unionid itself', async () => {
    const accounts = [openId('o1', APPS[0]), openId('o2', APPS[1]), customer('wm1', CORP), openId('o3', APPS[0])]
    const { noteVersions, ...data } = await limitToApps(createApi(accounts).api, [APPS[0]!]).export(unionId)
    for (const [name, rows] of Object.entries(data)) {
      const isOfGraph = ['links', 'withdrawals', 'changes'].includes(name)
      const ids = (rows as { accountId?: string, subjectId?: string }[]).map(row => row.accountId ?? row.subjectId)
      expect(ids, name).toEqual(isOfGraph ? ['o1', 'o3'] : ['o1', 'o3', 'u1'])
    }
    expect(noteVersions.map(({ noteId }) => noteId)).toEqual(['o1', 'o3'])
  })

  it('is told of conflicts and of unknown ids as any other key is', async () => {
    const { api } = createApi([])
    const conflict = { account: openId('o1', APPS[0]), claims: [] }
    const found = { unionIds: [null], externalUserIds: [], openIds: { [APPS[0]!]: [{ conflict }, null] } }
    const limited = limitToApps({ ...api, lookUp: async () => found }, [APPS[0]!])
    const openIds = { [APPS[0]!]: ['o1', 'o9'] }
    expect(await limited.lookUp({ openPlatform: 'main', unionIds: ['u9'], externalUserIds: [], openIds }))
      .toEqual(found)
  })

  it('knows no person without such an account', async () => {
    const api = limitToApps(createApi([{ kind: 'openId', scope: APPS[0]!, id: 'o1' }]).api, ['externalUserId'])
    await expect(api.person(unionId)).rejects.toEqual(coded('identity_not_found'))
    expect(await api.lookUp({ openPlatform: 'main', unionIds: ['u1'], externalUserIds: ['wm1'], openIds: {} }))
      .toEqual({ unionIds: [null], externalUserIds: [null], openIds: {} })
    expect(await api.changes(0, 1)).toEqual({ changes: [], end: 7, more: true })
  })

  it('passes a change of such an account on, and refuses any other before it is made', async () => {
    await fc.assert(fc.asyncProperty(anyAccount, anyKeyApps, async (account, apps) => {
      const { api, calls } = createApi([account])
      const limited = limitToApps(api, apps)
      const link = { appId: account.scope, openId: account.id, unionId: 'u1' }
      const links = account.kind === 'openId' ? [limited.link([link], 'api-key:shop')] : []
      const work = [limited.keep(account, unionId, 'api-key:shop'), limited.withdraw(account, unionId, 'api-key:shop')]
      const outcomes = await Promise.allSettled([...work, ...links])
      const isOwn = isAllowed(apps, account)
      expect(outcomes.every(({ status }) => (status === 'fulfilled') === isOwn)).toBe(true)
      expect(calls).toHaveLength(isOwn ? outcomes.length : 0)
    }))
  })

  it('refuses to be asked about accounts of other apps', async () => {
    const api = limitToApps(createApi([]).api, [APPS[0]!])
    const ids = { openPlatform: 'main', unionIds: [], externalUserIds: [], openIds: {} }
    await expect(api.lookUp({ ...ids, externalUserIds: ['wm1'] })).rejects.toEqual(refused)
    await expect(api.lookUp({ ...ids, openIds: { [APPS[1]!]: [] } })).rejects.toEqual(refused)
    await expect(api.erase(unionId, async () => {})).rejects.toEqual(refused)
  })

  it('is the whole API for a key without apps', () => {
    const { api } = createApi([])
    expect(limitToApps(api, undefined)).toBe(api)
  })
})
