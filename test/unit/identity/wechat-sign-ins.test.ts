import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppKind } from '../../../shared/types/identity.ts'
import { createAuditLog } from '../../../server/audit/audit-log.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { createIdentities } from '../../../server/identity/identities.ts'
import type { Identities } from '../../../server/identity/identities.ts'
import { createMiniProgram } from '../../../server/identity/mini-program.ts'
import { createMiniProgramSessions } from '../../../server/identity/mini-program-sessions.ts'
import { createOfficialAccount } from '../../../server/identity/official-account.ts'
import { createWechatSignIns } from '../../../server/identity/wechat-sign-ins.ts'
import { createWechatTickets } from '../../../server/identity/wechat-tickets.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import { createVault } from '../../../server/storage/vault.ts'
import type { OauthUser } from '../../../server/wechat/oauth.ts'
import { entry, openTestAudit } from '../../support/audit-entries.ts'
import { coded } from '../../support/coded.ts'
import { dump, NOON, seen, wipe } from '../../support/identity-world.ts'
import { createPlainVault } from '../../support/plain-vault.ts'
import { runs } from '../../support/property-runs.ts'

const KINDS: AppKind[] = ['miniProgram', 'officialAccount', 'website', 'mobileApp']
const PLATFORMS = ['main', 'hotel']
const apps = PLATFORMS.flatMap(openPlatform => KINDS.map(kind =>
  ({ appId: `wx-${openPlatform}-${kind}`, secret: 's', kind, name: kind, openPlatform })))

let folder: string
let database: SqlDatabase
let identities: Identities
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wechat-sign-ins-'))
  database = openSqlDatabase({ folder })
  identities = createIdentities(database, () => NOON)
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

function create(user: (appId: string, code: string) => OauthUser, graph = identities) {
  const failures: unknown[] = []
  const encryption = createEncryption(['a password of thirty-two characters'], 'store')
  const tickets = createWechatTickets(createVault(createMemoryStore(), encryption))
  const signIns = createWechatSignIns({
    apps,
    exchangeCode: async ({ appId }, code) => user(appId, code),
    identities: graph,
    tickets,
    now: () => NOON,
    onRecordFailure: error => failures.push(error),
  })
  return { signIns, failures }
}
const known: OauthUser = { openId: 'o1', unionId: 'u1', isSnapshot: false }
const WEBSITE = 'wx-main-website'

describe('sign-in with WeChat', () => {
  it.each(['website', 'mobileApp', 'officialAccount'])('links a person of a %s, and tells when', async (kind) => {
    const appId = `wx-main-${kind}`
    const { signIns } = create(() => known)
    const answer = { openId: 'o1', unionId: 'u1', linked: true }
    expect(await signIns.withCode(appId, 'c')).toEqual({ ...answer, isNew: true })
    expect(await signIns.withTicket(appId, await signIns.toTicket(appId, 'c'))).toEqual({ ...answer, isNew: false })
    const sources = [expect.objectContaining({ source: 'sns/oauth2' })]
    const account = { kind: 'openId', scope: appId, id: 'o1', sources }
    expect(await identities.people([{ openPlatform: 'main', unionId: 'u1' }])).toMatchObject([{ accounts: [account] }])
  })

  it('links nothing before the ticket is redeemed', async () => {
    const { signIns } = create(() => known)
    await signIns.toTicket(WEBSITE, 'c')
    expect(await dump(database)).toEqual([])
  })

  it('never links a snapshot, or a person without a unionid', async () => {
    const snapshot = create(() => ({ ...known, isSnapshot: true })).signIns
    const expected = { openId: 'o1', linked: false, isNew: false, snapshot: true }
    expect(await snapshot.withCode(WEBSITE, 'c')).toEqual(expected)
    expect(await snapshot.withTicket(WEBSITE, await snapshot.toTicket(WEBSITE, 'c'))).toEqual(expected)
    const without = create(() => ({ openId: 'o1', isSnapshot: false }))
    expect(await without.signIns.withCode(WEBSITE, 'c')).toEqual({ openId: 'o1', linked: false, isNew: false })
    expect(await dump(database)).toEqual([])
    expect(without.failures).toEqual([])
  })

  it('goes on when the graph is away, because the code is used up', async () => {
    const away = { ...identities, record: () => Promise.reject(new AppError('store_unavailable')) }
    const { signIns, failures } = create(() => known, away)
    const answer = { openId: 'o1', unionId: 'u1', linked: false, isNew: false }
    expect(await signIns.withCode(WEBSITE, 'c')).toEqual(answer)
    expect(failures).toEqual([coded('store_unavailable')])
  })

  it('writes what belongs to a sign-in together with the link, or neither', async () => {
    const { signIns, failures } = create(() => known)
    const users: unknown[] = []
    const fail: Parameters<typeof signIns.withCode>[2] = (user, store) => store(async () => {
      users.push(user)
      throw new AppError('store_unavailable')
    })
    expect(await signIns.withCode(WEBSITE, 'c', fail)).toMatchObject({ linked: false })
    expect(users).toEqual([known])
    expect(failures).toEqual([coded('store_unavailable')])
    expect(await dump(database)).toEqual([])
  })

  it('prints no row of the audit about a link that could not be stored', async () => {
    const printed: string[] = []
    const audit = createAuditLog({
      database, corpId: 'ww1', openKeys: openTestAudit(database, 'ww1').openKeys, now: () => NOON,
      print: row => printed.push(row.action), onFailure: () => {}, onSuccess: () => {},
    })
    let isAway = true
    const graph: Identities = {
      ...identities,
      record: (observations, alongside) => identities.record(observations, async (transaction) => {
        await alongside?.(transaction)
        // Such as a connection that breaks before the commit.
        if (isAway) throw new AppError('store_unavailable')
      }),
    }
    const { signIns, failures } = create(() => known, graph)
    const row = entry({ action: 'link_identity' })
    const signIn = () => signIns.withCode(WEBSITE, 'c', (_user, store) =>
      audit.with(append => store(transaction => append(transaction, row))))
    expect(await signIn()).toMatchObject({ linked: false })
    expect([printed, failures]).toEqual([[], [coded('store_unavailable')]])
    isAway = false
    expect(await signIn()).toMatchObject({ linked: true })
    expect(printed).toEqual(['link_identity'])
  })

  it('refuses apps of other kinds, and tickets of another app', async () => {
    const { signIns } = create(() => known)
    for (const appId of ['wx-main-miniProgram', 'wxUnknown']) {
      await expect(signIns.withCode(appId, 'c')).rejects.toEqual(coded('unknown_app'))
      await expect(signIns.toTicket(appId, 'c')).rejects.toEqual(coded('unknown_app'))
    }
    const ticket = await signIns.toTicket(WEBSITE, 'c')
    await expect(signIns.withTicket('wx-main-mobileApp', ticket)).rejects.toEqual(coded('wechat_ticket_invalid'))
    expect(await dump(database)).toEqual([])
  })
})

/** A person uses one app; the two open-platform accounts give different people equal unionids. */
const visit = fc.record({
  person: fc.constantFrom('1', '2', '3'),
  app: fc.constantFrom(...apps),
  /** A system of the company names another person for the account. */
  claimedFor: fc.option(fc.constantFrom('1', '2', '3'), { nil: undefined, freq: 4 }),
})

describe('people of four kinds of apps below two open-platform accounts', () => {
  it('are joined within an account and never across, and conflicts are told', { timeout: 120_000 }, async () => {
    const openIdOf = (appId: string, person: string) => `o-${appId}-${person}`
    const { signIns } = create((appId, code) =>
      ({ openId: openIdOf(appId, code), unionId: `u${code}`, isSnapshot: false }))
    const miniProgram = createMiniProgram({
      apps,
      exchangeCode: async ({ appId }, code) =>
        ({ openId: openIdOf(appId, code), unionId: `u${code}`, sessionKey: 'HyVFkGl5F5OQWJZZaNzBBg==' }),
      identities,
      sessions: createMiniProgramSessions(createPlainVault()),
      now: () => NOON,
      wechatNow: () => NOON,
      onSignIn: () => {},
      onRecordFailure: (error) => { throw error },
    })
    const officialAccount = createOfficialAccount({
      apps, identities, now: () => NOON,
      getUser: async (_app, openId) => ({ isSubscribed: true, unionId: `u${openId.at(-1)}` }),
    })
    const useApp = async ({ kind, appId }: typeof apps[number], person: string) => {
      if (kind === 'miniProgram') await miniProgram.signIn(appId, person)
      else if (kind === 'officialAccount') await officialAccount.link(appId, [openIdOf(appId, person)])
      else await signIns.withTicket(appId, await signIns.toTicket(appId, person))
    }

    await fc.assert(fc.asyncProperty(fc.array(visit, { maxLength: 12 }), async (visits) => {
      await wipe(database)
      const claims = new Map<string, Set<string>>()
      for (const { app, person, claimedFor = person } of visits) {
        await useApp(app, person)
        const account = { kind: 'openId' as const, scope: app.appId, id: openIdOf(app.appId, person) }
        const { openPlatform } = app
        await identities.record([seen(account, `u${claimedFor}`, { openPlatform, source: 'api-key:crm' })])
        const key = JSON.stringify(account)
        claims.set(key, new Set([...claims.get(key) ?? [], `u${person}`, `u${claimedFor}`]))
      }
      for (const openPlatform of PLATFORMS) {
        for (const unionId of ['u1', 'u2', 'u3']) {
          const [found] = await identities.people([{ openPlatform, unionId }])
          const named = [...claims].filter(([key, ids]) => key.includes(`wx-${openPlatform}-`) && ids.has(unionId))
          const idsOf = (accounts: { id: string }[]) => new Set(accounts.map(({ id }) => id))
          const expected = (isConflict: boolean) => idsOf(named
            .filter(([, ids]) => (ids.size > 1) === isConflict).map(([key]) => JSON.parse(key) as { id: string }))
          expect(idsOf(found?.accounts ?? [])).toEqual(expected(false))
          expect(idsOf(found?.conflicts.map(({ account }) => account) ?? [])).toEqual(expected(true))
        }
      }
    }), runs(30))
  })
})
