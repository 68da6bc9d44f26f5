import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { wechatApps } from '../../simulator/scenarios/default/wechat-apps.ts'
import type { CustomerIdentities } from '../../shared/types/identity.ts'
import { eventually } from '../support/eventually.ts'
import { describeWithPostgres, startPostgresServer } from '../support/postgres-server.ts'
import type { PostgresServer } from '../support/postgres-server.ts'
import { startFaultProxy } from '../support/fault-proxy.ts'
import type { FaultProxy, NetworkFault } from '../support/fault-proxy.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { askAsSystem } from './support/system.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

describeWithPostgres('identities in PostgreSQL', () => {
  const path = `/api/customers/${withUnionId.externalUserId}`
  let server: PostgresServer
  let stacks: Stack[]
  let webviews: Webview[]
  beforeAll(async () => {
    server = await startPostgresServer()
    const NUXT_DATABASE_URL = await server.createDatabase()
    stacks = await Promise.all([1, 2].map(() => startStack({ NUXT_DATABASE_URL })))
    webviews = await Promise.all(stacks.map(stack => signIn(stack)))
  })
  afterAll(async () => {
    await Promise.all(stacks.map(stack => stack.close()))
    await server.close()
  })

  it('are one graph for servers that start at the same time', async () => {
    expect((await webviews[0]!.get(path)).status).toBe(200)
    // Each server records what it has seen; the earlier moment holds when both have.
    await eventually(async () => {
      const graphs = await Promise.all(
        webviews.map(async webview => (await (await webview.get(`${path}/identities`)).json()) as CustomerIdentities),
      )
      expect(graphs[0]).toMatchObject({ unionId: withUnionId.unionId, accounts: [{ id: withUnionId.externalUserId }] })
      expect(graphs[1]!.accounts[0]!.sources[0]!.firstSeenAt).toBe(graphs[0]!.accounts[0]!.sources[0]!.firstSeenAt)
    })
  })

  it('are the only failure without the database: profiles are still shown', async () => {
    await server.kill()
    const [profile, identities] = await Promise.all([path, `${path}/identities`].map(url => webviews[1]!.get(url)))
    expect(profile!.status).toBe(200)
    expect(identities!.status).toBe(503)
    expect(await identities!.json()).toMatchObject({ code: 'store_unavailable' })
  })
})

const FAULTS: NetworkFault[] = [
  { kind: 'refuse' }, { kind: 'reset' }, { kind: 'cut', afterBytes: 20 }, { kind: 'blackHole' }, { kind: 'strand' },
  { kind: 'drip', bytes: 1, everyMs: 200 }, { kind: 'latency', ms: 5_000 },
]
/**
 * The time limit of four seconds for an answer, with a large reserve for a loaded machine. Without a limit an answer
 * would take minutes.
 */
const BUDGET_MS = 15_000
const key = { id: 'crm', secret: 'CANARY-secret-of-the-crm-7Qm2vX9rT4kZ', scopes: ['identities:link'] }
const shop = wechatApps.find(app => app.kind === 'miniProgram')!

describeWithPostgres('a server whose network to PostgreSQL breaks', () => {
  const profilePath = `/api/customers/${withUnionId.externalUserId}`
  let server: PostgresServer
  let network: FaultProxy
  let stack: Stack
  let webview: Webview
  beforeAll(async () => {
    server = await startPostgresServer()
    const database = new URL(await server.createDatabase())
    network = await startFaultProxy(Number(database.port))
    database.hostname = '127.0.0.1'
    database.port = String(network.port)
    stack = await startStack({
      NUXT_DATABASE_URL: database.href, NUXT_API_KEYS: JSON.stringify([key]),
      NUXT_WECHAT_APPS: JSON.stringify([{ appId: shop.appId, secret: shop.secret, kind: shop.kind, name: shop.name }]),
    })
    webview = await signIn(stack)
  })
  afterEach(() => network.set())
  afterAll(async () => {
    // Close first: a failed expectation must not leave servers running.
    await stack.close()
    await network.close()
    await server.close()
    expect(stack.app().output()).not.toMatch(/"code":"internal"|unhandled|uncaught/i)
  })

  it('says quickly that it is ready, although the database is silent', async () => {
    await network.set({ kind: 'blackHole' })
    const waiting = webview.get(`${profilePath}/identities`).then(() => 'identities')
    const ready = await webview.get('/readyz')
    expect([ready.status, await ready.json()]).toMatchObject([200, { checks: { database: 'store_unavailable' } }])
    expect(await Promise.race([waiting, 'ready'])).toBe('ready')
    await waiting
  })

  it.each(FAULTS)('shows profiles, says that identities are not available, and recovers: $kind', async (fault) => {
    // The test before may have left connections that are being replaced.
    await eventually(async () => (await webview.get(`${profilePath}/identities`)).status === 200)
    await network.set(fault)
    const began = performance.now()
    const link = () =>
      askAsSystem(stack.directUrl, key, 'POST', '/api/identities', {
        links: [{ appId: shop.appId, openId: 'o1', unionId: 'u1' }],
      })
    const [profile, identities, written] = await Promise.all([
      webview.get(profilePath),
      webview.get(`${profilePath}/identities`),
      link(),
    ])
    expect(performance.now() - began).toBeLessThan(BUDGET_MS)
    expect(profile.status).toBe(200)
    // When only old connections are stranded, a new connection works.
    for (const { status } of [identities, written]) {
      if (fault.kind !== 'strand' || status !== 200) expect([503, 504]).toContain(status)
    }
    await network.set()
    await eventually(async () => {
      expect((await webview.get(`${profilePath}/identities`)).status).toBe(200)
      expect((await link()).status).toBe(200)
    })
  })
})
