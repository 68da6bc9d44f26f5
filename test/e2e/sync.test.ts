import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { request } from '../../examples/link-identities.mjs'
import { randomScenario } from '../../simulator/scenarios/random.ts'
import { startSimulator } from '../../simulator/start.ts'
import type { Simulator } from '../../simulator/start.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { eventually } from '../support/eventually.ts'
import { describeWithPostgres, startPostgresServer } from '../support/postgres-server.ts'
import { startRedisServer } from '../support/redis-server.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { assertNone, startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { spawnSync, syncEnvironment } from './support/sync-process.ts'

const CUSTOMERS = 2_000
/** Every fifth customer has two members and is listed twice. */
const RELATIONS = CUSTOMERS * 6 / 5
const PAGES = RELATIONS / 100
const scenario = randomScenario(CUSTOMERS, 'e2e')
/** So long WeCom takes for a page while a test needs a sync that is not at its end, milliseconds. */
const SLOW_MS = 500
const BATCH = 'externalcontact/batch/get_by_user'

let folder: string
let simulator: Simulator
let environment: Record<string, string>
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sync-e2e-'))
  simulator = await startSimulator({
    port: 0,
    proxyPort: 0,
    appUrl: 'http://127.0.0.1:1',
    scenario: structuredClone(scenario),
  })
  environment = syncEnvironment(simulator, folder)
  onTestFinished(async () => {
    await simulator.close()
    rmSync(folder, { recursive: true })
  })
})

const calls = () => simulator.world.log.counts()[`/cgi-bin/${BATCH}`] ?? 0
const complete = {
  event: 'complete',
  customers: RELATIONS,
  pages: PAGES,
  members: 4,
  membersDone: 4,
  skippedMembers: [],
}

describe('npm run sync', () => {
  it('prints its result, and reads each page once', async () => {
    const sync = spawnSync(environment, [])
    expect(await sync.ended).toBe(0)
    // On a slow machine, lines of progress come first.
    expect(sync.stdout()).toMatch(
      /(?:^|\n)Done in \d+ s: 2,400 customers of 4 members, [\d,]+ with a unionid, [\d,]+ without\.\n$/,
    )
    expect(sync.stderr()).toBe('')
    expect(calls()).toBe(PAGES)
  })

  it('continues after a kill: nothing is lost or counted twice', async () => {
    simulator.world.changeSettings({ latencyMs: SLOW_MS })
    const killed = spawnSync(environment)
    const { pages } = await killed.until(({ event, pages }) => event === 'progress' && pages! >= 3)
    killed.kill('SIGKILL')
    expect(await killed.ended).toBeNull()
    expect(pages).toBeLessThan(PAGES)
    simulator.world.changeSettings({ latencyMs: 0 })
    const next = spawnSync(environment)
    expect(await next.ended).toBe(0)
    expect(next.events().map(({ event, role }) => `${event} ${role}`)).toContain('role follower')
    expect(next.events().at(-1)).toMatchObject(complete)
    // One page was being written, and one was being read.
    expect(calls()).toBeLessThanOrEqual(PAGES + 2)
  })

  it('runs in one of two processes; when it is stopped, the other continues', async () => {
    simulator.world.changeSettings({ latencyMs: SLOW_MS })
    const first = spawnSync(environment)
    await first.until(({ event }) => event === 'progress')
    // The others have to start before the first one is at its end.
    simulator.world.changeSettings({ latencyMs: 2 * SLOW_MS })
    const [second, third] = [spawnSync(environment), spawnSync(environment, [])]
    await second.until(({ event, role }) => event === 'progress' && role === 'follower')
    await eventually(() => third.stdout().includes('Another process is syncing; following it.'), 60_000)
    first.kill('SIGINT')
    expect(await first.ended).toBe(2)
    expect(first.events().at(-1)!.event).toBe('stopped')
    simulator.world.changeSettings({ latencyMs: 0 })
    expect(await Promise.all([second.ended, third.ended])).toEqual([0, 0])
    expect(second.events().at(-1)).toMatchObject(complete)
    expect(third.stdout()).toMatch(/2,400 customers of 4 members/)
    // The page that was being read at the stop.
    expect(calls()).toBeLessThanOrEqual(PAGES + 1)
  })

  it('says what WeCom refuses and how to fix it, without a secret', async () => {
    simulator.world.changeSettings({ customerContactApp: false })
    const [text, json] = [spawnSync(environment, []), spawnSync(environment)]
    expect(await Promise.all([text.ended, json.ended])).toEqual([1, 1])
    expect(text.stderr()).toMatch(/^The sync failed \(wecom_config\): .*48002.*\n {2}- .*可调用接口的应用/)
    expect(json.events().at(-1)).toMatchObject({
      event: 'failed',
      code: 'wecom_config',
      fix: expect.stringContaining('可调用接口的应用'),
    })
    const secrets = [
      simulator.appCredentials.agentSecret,
      ...simulator.world.credentials.all().map(({ value }) => value),
    ]
    assertNone(secrets, [text.stdout(), text.stderr(), json.stdout(), json.stderr()], 'printed by the sync')
  })

  it('says until when it waits for WeCom, and can be stopped while it waits', async () => {
    simulator.world.changeSettings({ callsPerMinuteOf: { [`/cgi-bin/${BATCH}`]: 0 } })
    const sync = spawnSync(environment)
    const { waitingUntil } = await sync.until(({ waitingUntil }) => waitingUntil !== undefined)
    expect(Number(waitingUntil)).toBeGreaterThan(Date.now())
    sync.kill('SIGTERM')
    expect(await sync.ended).toBe(2)
    expect(calls()).toBe(1)
  })

  it('skips members without a licence and former members, and names them', async () => {
    simulator.world.changeSettings({ unlicensedUserIds: ['member0002'] })
    const sync = spawnSync(environment, [])
    expect(await sync.ended).toBe(0)
    expect(sync.stdout()).toMatch(
      /1,800 customers of 4 members[^]*Without the customers of 1 members:\n {2}member0002 {2}errcode 701008: .*互通/,
    )
  })

  it.each([
    [{ NUXT_WECOM_CORP_ID: '' }, [], 'configuration', 'NUXT_WECOM_CORP_ID'],
    [{ NUXT_WECOM_API_BASE: 'http://127.0.0.1:9' }, [], 'wecom_unavailable', 'NUXT_WECOM_API_BASE'],
    [{ NUXT_DATABASE_URL: 'postgres://x@127.0.0.1:9/x' }, [], 'store_unavailable', 'NUXT_DATABASE_URL'],
    [{ NUXT_DATA_DIR: '/dev/null/x' }, [], 'configuration', 'NUXT_DATA_DIR'],
  ])('fails with a code and a fix: %o', async (change, options, code, fix) => {
    const sync = spawnSync({ ...environment, ...change }, options)
    expect(await sync.ended).toBe(1)
    expect(sync.stderr()).toContain(`(${code})`)
    expect(sync.stderr()).toContain(fix)
    expect(sync.stderr()).not.toMatch(/ {4}at /)
  })

  it('knows its options', async () => {
    const [help, unknown] = [spawnSync(environment, ['--help']), spawnSync(environment, ['--jsn'])]
    expect(await Promise.all([help.ended, unknown.ended])).toEqual([0, 1])
    expect(help.stdout()).toContain('npm run sync')
    expect(unknown.stderr()).toContain('--json')
    expect(unknown.stdout()).toBe('')
  })
})

describeWithPostgres('with PostgreSQL', () => describeWithRedis('and Redis', () => {
  it('continues after a kill', async () => {
    const [postgres, redis] = await Promise.all([startPostgresServer(), startRedisServer()])
    onTestFinished(async () => void await Promise.all([postgres.close(), redis.close()]))
    const shared = { ...environment, NUXT_DATABASE_URL: await postgres.createDatabase(), NUXT_REDIS_URL: redis.url }
    simulator.world.changeSettings({ latencyMs: SLOW_MS })
    const killed = spawnSync(shared)
    await killed.until(({ event, pages }) => event === 'progress' && pages! >= 3)
    killed.kill('SIGKILL')
    expect(await killed.ended).toBeNull()
    simulator.world.changeSettings({ latencyMs: 0 })
    const next = spawnSync(shared)
    expect([await next.ended, next.stderr()]).toEqual([0, ''])
    expect(next.events().at(-1)).toMatchObject(complete)
    expect(calls()).toBeLessThanOrEqual(PAGES + 2)
  })

  it('does the same', async () => {
    const [postgres, redis] = await Promise.all([startPostgresServer(), startRedisServer()])
    onTestFinished(async () => void await Promise.all([postgres.close(), redis.close()]))
    const shared = { ...environment, NUXT_DATABASE_URL: await postgres.createDatabase(), NUXT_REDIS_URL: redis.url }
    // A process that starts after the end of the other's sync would begin a new one.
    simulator.world.changeSettings({ latencyMs: SLOW_MS })
    const both = [spawnSync(shared), spawnSync(shared)]
    await Promise.all(both.map(sync => sync.until(({ event }) => event === 'progress')))
    simulator.world.changeSettings({ latencyMs: 0 })
    expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0])
    for (const sync of both) expect(sync.events().at(-1)).toMatchObject(complete)
    expect(calls()).toBe(PAGES)
    expect(simulator.world.log.counts()['/cgi-bin/gettoken']).toBeLessThanOrEqual(1)
  })
}))

describe('a server with NUXT_IDENTITY_SYNC', () => {
  const key = { id: 'crm', secret: 'CANARY-secret-of-the-crm-7Qm2vX9rT4kZ', scopes: ['identities:read'] }
  const deployment = `${scenario.corp.corpId}:${scenario.apps[0]!.agentId}`
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack({ NUXT_IDENTITY_SYNC: '24', NUXT_API_KEYS: JSON.stringify([key]) }, scenario)
  })
  afterAll(() => stack.close())

  it('finds unopened customers by unionid; after a stop, the next server continues', async () => {
    const [customer] = stack.simulator.world.customers.slice('member0001', 0, 1)
    const { unionId, externalUserId } = customer!.customer
    const lookUp = async () => {
      const answer = await request(
        'POST',
        '/api/identities/lookup',
        { unionIds: [unionId] },
        { url: stack.directUrl, deployment, keyId: key.id, secret: key.secret },
      )
      return (await answer.json() as { unionIds: unknown[] }).unionIds[0]
    }
    stack.simulator.world.changeSettings({ latencyMs: 2 * SLOW_MS })
    expect(await lookUp()).toBeNull()
    await eventually(async () => await lookUp() !== null, 60_000)
    expect(await lookUp()).toMatchObject({
      person: { accounts: [{ kind: 'externalUserId', id: externalUserId, sources: [{ source: BATCH }] }] },
    })

    await stack.app().stop()
    expect(stack.app().exitCode()).toBe(0)
    stack.simulator.world.changeSettings({ latencyMs: 0 })
    const rest = spawnSync({ ...syncEnvironment(stack.simulator, stack.dataDir) })
    expect(await rest.ended).toBe(0)
    expect(rest.events().map(({ role }) => role)).not.toContain('follower')
    expect(rest.events().at(-1)).toMatchObject(complete)
    expect(stack.calls(BATCH)).toBeLessThanOrEqual(PAGES + 2)
    await expectPrinted(stack.app(), /"outcome":"stopped".*"msg":"identity sync"/)
  })
})
