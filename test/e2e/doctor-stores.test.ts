import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCertificate, makeServerCertificate } from '../support/certificate.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { freePort } from '../support/free-port.ts'
import { describeWithPostgres, startPostgresServer } from '../support/postgres-server.ts'
import type { PostgresServer } from '../support/postgres-server.ts'
import { startRedisCluster } from '../support/redis-cluster.ts'
import { startRedisServer } from '../support/redis-server.ts'
import { spawnApp, waitUntilHealthy } from './support/app-process.ts'
import { startDoctorSite } from './support/doctor-site.ts'
import type { DoctorSite } from './support/doctor-site.ts'
import { diagnose, idsOf, problemsOf } from './support/doctor.ts'

/** Exactly this check is red, in both languages. */
async function expectOnly(check: string, says: [RegExp, RegExp], environment: Record<string, string>): Promise<void> {
  for (const [index, language] of ['en', 'zh-CN'].entries()) {
    const report = await diagnose(environment, { args: ['--lang', language] })
    expect(idsOf(report, 'fail'), JSON.stringify(problemsOf(report), undefined, 1)).toEqual([check])
    const found = report.checks.find(({ id }) => id === check)!
    expect(`${found.cause} ${found.fix}`).toMatch(says[index]!)
    expect(JSON.stringify(report)).not.toMatch(/CANARY(?!verification)/)
  }
}

describeWithRedis('25, 28: Redis', () => {
  let site: DoctorSite
  beforeAll(async () => void (site = await startDoctorSite()))
  afterAll(() => site.close())
  const withRedis = (url: string) => ({ ...site.environment, NUXT_REDIS_URL: url })

  it('is down', async () => {
    const environment = withRedis(`redis://127.0.0.1:${await freePort()}`)
    await expectOnly('redis', [/cannot be reached/, /无法连接 Redis/], environment)
  })

  it('has another password', async () => {
    const redis = await startRedisServer(['--requirepass', 'CANARY-right'])
    onTestFinished(() => redis.close())
    const environment = withRedis(`redis://:CANARY-wrong@127.0.0.1:${redis.port}`)
    await expectOnly('redis', [/refuses user or password/, /拒绝了用户名或密码/], environment)
    await expectOnly('redis', [/refuses user or password/, /拒绝了用户名或密码/], withRedis(redis.url))
  })

  it('is read-only', async () => {
    const primary = await startRedisServer()
    const replica = await startRedisServer(['--replicaof', '127.0.0.1', String(primary.port)])
    onTestFinished(async () => void await Promise.all([replica.close(), primary.close()]))
    await expectOnly('redis', [/refuses writes/, /拒绝写入/], withRedis(replica.url))
  })

  it('is a cluster, or is none', async () => {
    const cluster = await startRedisCluster()
    onTestFinished(() => cluster.close())
    const single = cluster.url.replace('redis-cluster:', 'redis:').replace(/,.*$/, '')
    await expectOnly('redis', [/cluster/, /集群/], withRedis(single))
    expect(idsOf(await diagnose(withRedis(cluster.url)), 'fail')).toEqual([])
    const redis = await startRedisServer()
    onTestFinished(() => redis.close())
    const asCluster = redis.url.replace('redis:', 'redis-cluster:')
    await expectOnly('redis', [/no cluster.*redis:\/\//, /不是集群.*redis:\/\//], withRedis(asCluster))
  })

  it('does not speak TLS', async () => {
    const redis = await startRedisServer()
    onTestFinished(() => redis.close())
    await expectOnly('redis', [/TLS/, /TLS/], withRedis(redis.url.replace('redis:', 'rediss:')))
  })

  it('has no database of this number', async () => {
    const redis = await startRedisServer()
    onTestFinished(() => redis.close())
    await expectOnly('redis', [/refuses.*number/, /拒绝.*编号/], withRedis(`${redis.url}/99`))
  })

  it('has two processes with different session passwords', async () => {
    const redis = await startRedisServer()
    onTestFinished(() => redis.close())
    const environments = await Promise.all(['', '-CANARY-another-9d1f64a7be3c58e2'].map(async more => ({
      ...withRedis(redis.url),
      PORT: String(await freePort()),
      NUXT_DATA_DIR: mkdtempSync(join(tmpdir(), 'doctor-fleet-')),
      NUXT_SESSION_PASSWORD: site.environment.NUXT_SESSION_PASSWORD + more,
    })))
    const apps = environments.map(one => spawnApp(one))
    onTestFinished(async () => void await Promise.all(apps.map(app => app.stop())))
    await Promise.all(apps.map((app, index) => waitUntilHealthy(app, `http://127.0.0.1:${environments[index]!.PORT}`)))
    await expect.poll(() => redis.port && diagnose(environments[0]!).then(report => idsOf(report, 'fail')))
      .toEqual(['fleet'])
    await expectOnly('fleet', [/different session passwords/, /不同的会话密码/], environments[0]!)
    // A password that the other process still reads is a rotation.
    const both = `${environments[1]!.NUXT_SESSION_PASSWORD},${environments[0]!.NUXT_SESSION_PASSWORD}`
    expect(idsOf(await diagnose({ ...environments[0]!, NUXT_SESSION_PASSWORD: both }), 'fail')).toEqual([])
  })
})

describeWithPostgres('26: PostgreSQL', () => {
  let site: DoctorSite
  let postgres: PostgresServer
  beforeAll(async () => {
    [site, postgres] = await Promise.all([startDoctorSite(), startPostgresServer()])
    await postgres.execute('create role visitor login')
  })
  afterAll(async () => void await Promise.all([site.close(), postgres.close()]))
  const withDatabase = (url: string) => ({ ...site.environment, NUXT_DATABASE_URL: url })

  it('is down', async () => {
    const environment = withDatabase(`postgres://tester@127.0.0.1:${await freePort()}/x`)
    await expectOnly('database', [/cannot be reached/, /无法连接 PostgreSQL/], environment)
  })

  it('gives no permission to create tables', async () => {
    const url = (await postgres.createDatabase()).replace('tester@', 'visitor@')
    await expectOnly('database', [/GRANT/, /GRANT/], withDatabase(url))
  })

  it('does not speak TLS', async () => {
    const url = await postgres.createDatabase()
    await expectOnly('database', [/does not speak TLS/, /未启用 TLS/], withDatabase(`${url}?sslmode=verify-full`))
    const remote = url.replace('127.0.0.1', 'database.example.com')
    await expectOnly('database', [/not encrypted/, /未加密/], withDatabase(remote))
  })

  it('is read-only', async () => {
    const url = await postgres.createDatabase()
    await postgres.execute(`alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`)
    await expectOnly('database', [/is read-only/, /只读/], withDatabase(url))
  })

  it('is changed by no run', async () => {
    const url = await postgres.createDatabase()
    expect(idsOf(await diagnose(withDatabase(url)), 'fail')).toEqual([])
    const { default: { Client } } = await import('pg')
    const client = new Client(url)
    await client.connect()
    const { rows } = await client.query('select tablename from pg_tables where schemaname = \'public\'')
    await client.end()
    expect(rows).toEqual([])
  })
})

it.each([
  ['expired', makeServerCertificate(['DNS:localhost'], ['-days', '-1'])],
  ['for another name', makeServerCertificate(['DNS:other.example.com'])],
])('13: the certificate is %s', async (_name, certificate) => {
  const site = await startDoctorSite({ certificate })
  onTestFinished(async () => {
    await site.close()
    certificate.remove()
  })
  await expectOnly('site', [/certificate .* not valid/, /证书无效/], site.environment)
})

it('13: the certificate is right', async () => {
  const certificate = makeCertificate()
  const site = await startDoctorSite({ certificate })
  onTestFinished(async () => {
    await site.close()
    certificate.remove()
  })
  expect(problemsOf(await diagnose(site.environment)).map(({ id, cause }) => [id, cause])).toEqual([
    ['site', expect.stringContaining('this machine')],
  ])
})
