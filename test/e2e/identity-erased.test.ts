import pg from 'pg'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { wechatApps } from '../../simulator/scenarios/default/wechat-apps.ts'
import { openIdOf } from '../../simulator/world/other-ids.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { eventually } from '../support/eventually.ts'
import { describeWithPostgres, startPostgresServer } from '../support/postgres-server.ts'
import type { PostgresServer } from '../support/postgres-server.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { startFleet } from './support/fleet.ts'
import type { Fleet } from './support/fleet.ts'
import { postAsClient } from './support/mini-program-client.ts'
import { signInToMiniProgram } from './support/mini-program.ts'
import { dumpRedis } from './support/redis-dump.ts'
import { storedTexts } from './support/stored-texts.ts'
import { askAsSystem } from './support/system.ts'
import { signIn } from './support/webview.ts'

const key = {
  id: 'crm',
  secret: 'CANARY-secret-of-the-crm-7Qm2vX9rT4kZ',
  scopes: ['identities:link', 'identities:read', 'identities:erase'],
}
const shop = wechatApps.find(app => app.kind === 'miniProgram')!
const account = wechatApps.find(app => app.kind === 'officialAccount')!
const { unionId, externalUserId } = withUnionId
const ids = [unionId!, externalUserId, openIdOf(shop.appId, withUnionId), openIdOf(account.appId, withUnionId)]

/** Every row of every table. */
async function dumpPostgres(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const dump = 'select database_to_xml(true, false, \'\')::text as dump'
  const { rows } = await client.query<{ dump: string | null }>(dump)
  await client.end()
  return rows[0]!.dump!
}

describeWithRedis('two servers on Redis', () => describeWithPostgres('and PostgreSQL erase a person', () => {
  let postgres: PostgresServer
  let databaseUrl: string
  let fleet: Fleet
  beforeAll(async () => {
    postgres = await startPostgresServer()
    databaseUrl = await postgres.createDatabase()
    const apps = wechatApps.map(({ appId, secret, kind, name }) => ({ appId, secret, kind, name }))
    fleet = await startFleet(2, () => ({
      NUXT_DATABASE_URL: databaseUrl,
      NUXT_WECHAT_APPS: JSON.stringify(apps),
      NUXT_API_KEYS: JSON.stringify([key]),
    }))
  })
  afterAll(async () => {
    await fleet.close()
    await postgres.close()
  })

  it('from every store, at the request to either server', async () => {
    const [first, second] = fleet.origins as [string, string]
    const webview = await signIn(fleet)
    const { session } = await signInToMiniProgram(
      { simulator: fleet.simulator, directUrl: first },
      shop.appId,
      externalUserId,
    )
    await askAsSystem(second, key, 'POST', '/api/official-account/users', {
      appId: account.appId,
      openIds: [openIdOf(account.appId, withUnionId)],
    })
    for (const origin of fleet.origins) {
      expect((await webview.get(`${origin}/api/customers/${externalUserId}`)).status).toBe(200)
      // Waits until this server has recorded its links. Otherwise it might record one after the erasure.
      expect((await webview.get(`${origin}/api/customers/${externalUserId}/identities`)).status).toBe(200)
    }
    const dump = await dumpPostgres(databaseUrl)
    for (const id of ids) expect(dump).toContain(id)

    expect(await askAsSystem(first, key, 'DELETE', `/api/identities/${unionId}`)).toMatchObject({
      status: 200,
      body: { erasedAccounts: 3 },
    })

    const stores = {
      postgres: await dumpPostgres(databaseUrl),
      redis: await dumpRedis(fleet.redis.url),
      files: storedTexts(fleet.dataDir).join('\n'),
    }
    expect(stores.redis).toContain('wecom-sidebar:')
    for (const [name, dump] of Object.entries(stores)) expect(ids.filter(id => dump.includes(id)), name).toEqual([])
    for (const origin of fleet.origins) {
      expect(await askAsSystem(origin, key, 'GET', `/api/identities/${unionId}`)).toMatchObject({ status: 404 })
      const data = {
        rawData: '{}',
        signature: '0'.repeat(40),
        encryptedData: 'AAAAAAAAAAAAAAAAAAAAAA==',
        iv: 'AAAAAAAAAAAAAAAAAAAAAA==',
      }
      expect(await postAsClient(origin, '/api/mini-program/user-info', { session, ...data })).toMatchObject({
        status: 401,
      })
    }
    const printed = () => [fleet.app(0), fleet.app(1)].map(app => app.output()).join('\n')
    await expectPrinted({ output: printed }, /"action":"erase_identity"/)
    expect(ids.filter(id => printed().includes(id)), 'printed').toEqual([])
  })

  it('at the second try, when Redis was not reachable at the first', async () => {
    const [first, second] = fleet.origins as [string, string]
    const { session } = await signInToMiniProgram(
      { simulator: fleet.simulator, directUrl: first },
      shop.appId,
      externalUserId,
    )
    const data = {
      rawData: '{}',
      signature: '0'.repeat(40),
      encryptedData: 'AAAAAAAAAAAAAAAAAAAAAA==',
      iv: 'AAAAAAAAAAAAAAAAAAAAAA==',
    }
    const useSession = (origin: string) => postAsClient(origin, '/api/mini-program/user-info', { session, ...data })
    expect(await useSession(second)).toMatchObject({ status: 400, body: { code: 'user_data_refused' } })
    fleet.redis.hang()
    onTestFinished(() => fleet.redis.goOn())
    expect(await askAsSystem(first, key, 'DELETE', `/api/identities/${unionId}`)).toMatchObject({
      status: 503,
      body: { code: 'store_unavailable' },
    })
    fleet.redis.goOn()
    await eventually(async () =>
      expect((await askAsSystem(first, key, 'DELETE', `/api/identities/${unionId}`)).status).toBe(200),
    )
    for (const origin of fleet.origins) {
      expect(await useSession(origin)).toMatchObject({ status: 401, body: { code: 'mini_program_session_required' } })
    }
    const stores = await dumpPostgres(databaseUrl) + await dumpRedis(fleet.redis.url)
    expect(ids.filter(id => stores.includes(id))).toEqual([])
  })
}))
