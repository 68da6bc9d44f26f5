import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { makeCertificate } from '../support/certificate.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { startForwardProxy } from '../support/forward-proxy.ts'
import { freePort } from '../support/free-port.ts'
import { startPostgresServer } from '../support/postgres-server.ts'
import { startRedisServer } from '../support/redis-server.ts'
import { startTlsFront } from '../support/tls-front.ts'
import { startWrongClock } from '../support/wrong-clock.ts'
import { spawnApp, waitUntilHealthy } from './support/app-process.ts'
import { startDoctorSite } from './support/doctor-site.ts'
import type { DoctorSite, DoctorSiteOptions } from './support/doctor-site.ts'
import { diagnose, idsOf, problemsOf } from './support/doctor.ts'

async function start(options: DoctorSiteOptions = {}): Promise<DoctorSite> {
  const site = await startDoctorSite(options)
  onTestFinished(() => site.close())
  return site
}

/** No line is red, and only these warn. */
async function expectHealthy(
  environment: Record<string, string>, warnings: string[] = ['site'], cwd?: string,
): Promise<void> {
  const report = await diagnose(environment, { cwd })
  expect(idsOf(report, 'fail'), JSON.stringify(problemsOf(report), undefined, 1)).toEqual([])
  expect(idsOf(report, 'warn'), JSON.stringify(problemsOf(report), undefined, 1)).toEqual(warnings)
}

const behindProxy = { NUXT_TRUSTED_PROXIES: '127.0.0.1,::1' }

it('plain', async () => expectHealthy((await start()).environment))

it('behind nginx: https, buffered requests, X-Forwarded-For', async () => {
  const certificate = makeCertificate()
  onTestFinished(() => certificate.remove())
  const rules = { buffers: true, forwards: true }
  await expectHealthy((await start({ certificate, rules, changes: behindProxy })).environment)
})

it('behind Caddy: https, streamed requests, X-Forwarded-For, with the private CA in .env', async () => {
  const certificate = makeCertificate()
  onTestFinished(() => certificate.remove())
  const site = await start({ certificate, rules: { forwards: true }, changes: behindProxy })
  const { NODE_EXTRA_CA_CERTS, ...environment } = site.environment
  const folder = mkdtempSync(join(tmpdir(), 'doctor-ca-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, '.env'), `NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS}\n`)
  await expectHealthy(environment, ['site'], folder)
})

it('behind a CDN: its headers in every answer', async () => {
  const answerHeaders = { 'via': '1.1 edge', 'x-cache': 'MISS', 'age': '0' }
  await expectHealthy((await start({ rules: { forwards: true, answerHeaders }, changes: behindProxy })).environment)
})

it('a clock that differs by less than a second', async () => {
  const site = await start()
  const wecom = await startWrongClock(-900)
  onTestFinished(() => wecom.close())
  wecom.standBefore(site.simulator.url)
  await expectHealthy({ ...site.environment, NUXT_WECOM_API_BASE: wecom.url })
})

it('a forward proxy', async () => {
  const certificate = makeCertificate('qyapi.weixin.qq.com', 'api.weixin.qq.com')
  const front = await startTlsFront(certificate)
  const proxy = await startForwardProxy('user:CANARY-proxy', front.port)
  onTestFinished(async () => {
    await proxy.close()
    await front.close()
    certificate.remove()
  })
  const changes = {
    HTTPS_PROXY: `http://user:CANARY-proxy@127.0.0.1:${proxy.port}`, NODE_EXTRA_CA_CERTS: certificate.ca,
    NUXT_WECOM_API_BASE: 'https://qyapi.weixin.qq.com', NUXT_WECHAT_API_BASE: 'https://api.weixin.qq.com',
  }
  const site = await start({ changes })
  front.standBefore(site.simulator.url)
  await expectHealthy(site.environment)
  expect(proxy.asked()).toContain('qyapi.weixin.qq.com:443')
})

it('IPv6 only', async () => {
  const site = await start()
  const { port } = new URL(site.simulator.url)
  const tunnel = createServer()
  tunnel.on('connection', (socket) => {
    const target = connect(Number(port), '127.0.0.1')
    socket.pipe(target).pipe(socket)
    for (const end of [socket, target]) end.on('error', () => [socket, target].forEach(one => one.destroy()))
  })
  const own = await freePort()
  await new Promise<void>(resolve => tunnel.listen(own, '::1', resolve))
  onTestFinished(() => void tunnel.close())
  await expectHealthy({ ...site.environment, NUXT_WECOM_API_BASE: `http://[::1]:${own}` })
})

describeWithRedis('with stores', () => {
  it('Redis', async () => {
    const redis = await startRedisServer()
    onTestFinished(() => redis.close())
    await expectHealthy((await start({ changes: { NUXT_REDIS_URL: redis.url } })).environment, ['site', 'fleet'])
  })

  it('Redis and PostgreSQL; two processes', async () => {
    const [redis, postgres] = await Promise.all([startRedisServer(), startPostgresServer()])
    onTestFinished(async () => void await Promise.all([redis.close(), postgres.close()]))
    const changes = { NUXT_REDIS_URL: redis.url, NUXT_DATABASE_URL: await postgres.createDatabase() }
    const site = await start({ changes })
    await expectHealthy(site.environment)
    const PORT = String(await freePort())
    const second = spawnApp({ ...site.environment, PORT, NUXT_DATA_DIR: mkdtempSync(join(tmpdir(), 'doctor-second-')) })
    onTestFinished(() => second.stop())
    await waitUntilHealthy(second, `http://127.0.0.1:${PORT}`)
    await expectHealthy(site.environment)
    await expect.poll(async () => (await diagnose(site.environment)).checks.find(({ id }) => id === 'fleet')?.evidence)
      .toBe('2 running')
  })
})
