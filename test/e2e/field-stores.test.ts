import { describe, expect, it, onTestFinished } from 'vitest'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { makeCertificate } from '../support/certificate.ts'
import { eventually } from '../support/eventually.ts'
import { startFaultProxy } from '../support/fault-proxy.ts'
import { describeWithPostgres, startPostgresServer } from '../support/postgres-server.ts'
import { startRedisCluster } from '../support/redis-cluster.ts'
import { startSentinelGroup } from '../support/redis-sentinel.ts'
import { startRedisServer } from '../support/redis-server.ts'
import { startOwnStack } from './support/own-stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

/** Of an error. */
interface Answer {
  code: string
  fix?: string
}

const statusOf = async (webview: Webview) => (await webview.get('/api/session')).status

describeWithRedis('the Redis that companies have', () => {
  it('S8: a cluster holds sessions, sign-ins, credentials and limits', async () => {
    const cluster = await startRedisCluster()
    onTestFinished(() => cluster.close())
    const stack = await startOwnStack({ NUXT_REDIS_URL: cluster.url })
    const webview = await signIn(stack)
    await stack.restart()
    expect(await statusOf(webview)).toBe(200)
    expect(stack.calls('gettoken')).toBe(1)
    const signOut = { method: 'POST', headers: { origin: stack.url } }
    expect((await webview.get('/auth/logout', signOut)).status).toBeLessThan(400)
    expect(await statusOf(webview)).toBe(401)
    const keys = await Promise.all(cluster.nodes.map(node => node.dbsize()))
    expect(keys.every(count => count > 0)).toBe(true)
  })

  it('S1: sentinels replace the primary: sessions stay, and sign-ins work again by themselves', async () => {
    const group = await startSentinelGroup()
    onTestFinished(() => group.close())
    const stack = await startOwnStack({ NUXT_REDIS_URL: group.url })
    const webview = await signIn(stack)
    await group.failOver()
    await eventually(async () => expect(await signIn(stack)).toBeDefined())
    expect(await statusOf(webview)).toBe(200)
  })

  it('S8: TLS with a private CA, a handshake of half a second and a password of all signs', async () => {
    const certificate = makeCertificate()
    const password = 'p%/?#@:&= +w'
    const redis = await startRedisServer(['--requirepass', password], certificate)
    const network = await startFaultProxy(redis.tlsPort!)
    onTestFinished(async () => {
      await network.close()
      await redis.close()
      certificate.remove()
    })
    await network.set({ kind: 'slowHandshake', ms: 500 })
    const stack = await startOwnStack({
      NUXT_REDIS_URL: `rediss://:${encodeURIComponent(password)}@localhost:${network.port}`,
      NODE_EXTRA_CA_CERTS: certificate.ca,
    })
    const webview = await signIn(stack)
    expect(await statusOf(webview)).toBe(200)
    expect(stack.app().output()).not.toContain('store cannot be reached')
  })
})

describeWithPostgres('the PostgreSQL that companies have', () => {
  it('S16, S1, S11: missing rights are told with their fix; read-only and an unknown name are outages', async () => {
    const postgres = await startPostgresServer()
    onTestFinished(() => postgres.close())
    await postgres.execute('create role visitor login')
    const databaseUrl = (await postgres.createDatabase()).replace('tester@', 'visitor@')
    const stack = await startOwnStack({ NUXT_DATABASE_URL: databaseUrl, NUXT_ADMIN_USER_IDS: 'linxiaotong' })
    const admin = await signIn(stack)
    const ask = async () => {
      const answer = await admin.get('/api/quick-replies', { headers: { 'accept-language': 'en' } })
      return { status: answer.status, ...await answer.json() as Answer }
    }
    expect(await ask()).toMatchObject({ status: 503, code: 'database_config', fix: expect.stringContaining('GRANT') })
    const ready = await fetch(`${stack.directUrl}/readyz`)
    expect([ready.status, (await ready.json() as { checks: object }).checks])
      .toEqual([503, expect.objectContaining({ database: 'database_config' })])
    expect(stack.app().output()).toMatch(/"fix":"[^"]*GRANT USAGE, CREATE ON SCHEMA public.*database not ready yet/)

    await postgres.execute(`alter database ${new URL(databaseUrl).pathname.slice(1)} owner to visitor`)
    await eventually(async () => expect(await ask()).toMatchObject({ status: 200 }))
    expect((await fetch(`${stack.directUrl}/readyz`)).status).toBe(200)

    const name = new URL(databaseUrl).pathname.slice(1)
    const write = async () => {
      const answers = await Promise.all(Array.from({ length: 5 }, () => admin.get('/api/quick-replies', {
        method: 'POST',
        headers: { 'origin': stack.url, 'content-type': 'application/json' },
        body: JSON.stringify({ scope: 'own', text: 'x' }),
      })))
      return new Set(await Promise.all(answers.map(async answer => answer.ok || (await answer.json() as Answer).code)))
    }
    await postgres.execute(`alter database ${name} set default_transaction_read_only = on`)
    await postgres.execute(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
    await eventually(async () => expect(await write()).toEqual(new Set(['store_unavailable'])))
    expect(stack.app().output()).toContain('"cause":"25006"')
    await postgres.execute(`alter database ${name} reset default_transaction_read_only`)
    await eventually(async () => expect(await write()).toEqual(new Set([true])))

    await stack.restart({ NUXT_DATABASE_URL: 'postgres://visitor@database.invalid/nowhere?sslmode=verify-full' })
    expect(await ask()).toMatchObject({ status: 503, code: 'store_unavailable' })
    expect(stack.app().output()).toMatch(/"cause":"E(?:AI_AGAIN|NOTFOUND)"/)
    expect(stack.app().output()).not.toContain('database.invalid')
  })
})

describe('S8: a wrong URL', () => {
  it('stops the start with a line that names the right variable and what is wrong', async () => {
    const url = 'redis://:CANARY#1@127.0.0.1:6379'
    await expect(startOwnStack({ NUXT_REDIS_URL: url })).rejects.toThrow(
      /NUXT_REDIS_URL is wrong: .* It has a sign in its password that must be written percent-encoded/,
    )
    await expect(startOwnStack({ NUXT_REDIS_URL: url })).rejects.not.toThrow(/CANARY|NUXT_DATA_DIR/)
  })
})
