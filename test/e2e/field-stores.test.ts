import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { QuickReply, QuickReplyList } from '../../shared/types/quick-reply.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { makeCertificate } from '../support/certificate.ts'
import type { Certificate } from '../support/certificate.ts'
import { eventually } from '../support/eventually.ts'
import { startFaultProxy } from '../support/fault-proxy.ts'
import { describeWithPgBouncer, startPgBouncer } from '../support/pg-bouncer.ts'
import { describeWithPostgres, startPostgresServer } from '../support/postgres-server.ts'
import { startRedisCluster } from '../support/redis-cluster.ts'
import { startSentinelGroup } from '../support/redis-sentinel.ts'
import { startRedisServer } from '../support/redis-server.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { FLOOD_LIMITS } from './support/flood-limits.ts'
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
  /** Without TLS, and with a private CA. */
  const WIRES = [['without TLS', false], ['over TLS', true]] as const
  const certificateOf = (isTls: boolean) => {
    const certificate = isTls ? makeCertificate() : undefined
    onTestFinished(() => certificate?.remove())
    return certificate
  }
  const trusting = (certificate?: Certificate) => certificate && { NODE_EXTRA_CA_CERTS: certificate.ca }

  it.each(WIRES)('S8: a cluster %s holds sessions, sign-ins, credentials and limits', async (_wire, isTls) => {
    const certificate = certificateOf(isTls)
    const cluster = await startRedisCluster({ certificate })
    onTestFinished(() => cluster.close())
    const stack = await startOwnStack({ NUXT_REDIS_URL: cluster.url, ...trusting(certificate) })
    const webview = await signIn(stack)
    await stack.restart()
    // The new process may still be connecting to the nodes.
    await expect.poll(() => statusOf(webview)).toBe(200)
    expect(stack.calls('gettoken')).toBe(1)
    const signOut = { method: 'POST', headers: { origin: stack.url } }
    expect((await webview.get('/auth/logout', signOut)).status).toBeLessThan(400)
    expect(await statusOf(webview)).toBe(401)
    const keys = await Promise.all(cluster.nodes.map(node => node.dbsize()))
    expect(keys.every(count => count > 0)).toBe(true)
  })

  it.each(WIRES)('S1, S8: sentinels %s replace the primary: sessions stay, sign-ins heal', async (_wire, isTls) => {
    const certificate = certificateOf(isTls)
    const group = await startSentinelGroup(certificate)
    onTestFinished(() => group.close())
    const stack = await startOwnStack({ NUXT_REDIS_URL: group.url, ...trusting(certificate) })
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
  it('S16, S11: missing rights are told with their fix; an unknown name is an outage', async () => {
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
    await eventually(async () => {
      const ready = await fetch(`${stack.directUrl}/readyz`)
      expect([ready.status, (await ready.json() as { checks: object }).checks])
        .toEqual([503, expect.objectContaining({ database: 'database_config' })])
    })
    await expectPrinted(stack.app(), /"fix":"[^"]*GRANT USAGE, CREATE ON SCHEMA public.*database not ready yet/)

    await postgres.execute(`alter database ${new URL(databaseUrl).pathname.slice(1)} owner to visitor`)
    await eventually(async () => expect(await ask()).toMatchObject({ status: 200 }))
    expect((await fetch(`${stack.directUrl}/readyz`)).status).toBe(200)

    await stack.restart({ NUXT_DATABASE_URL: 'postgres://visitor@database.invalid/nowhere?sslmode=verify-full' })
    expect(await ask()).toMatchObject({ status: 503, code: 'store_unavailable' })
    await expectPrinted(stack.app(), /"cause":"E(?:AI_AGAIN|NOTFOUND)"/)
    expect(stack.app().output()).not.toContain('database.invalid')
  })

  it('S11: while it is away, the log says so once, with what to check, and once that it is back', async () => {
    const postgres = await startPostgresServer()
    const network = await startFaultProxy(postgres.port)
    onTestFinished(async () => {
      await network.close()
      await postgres.close()
    })
    const databaseUrl = new URL(await postgres.createDatabase())
    databaseUrl.port = `${network.port}`
    const stack = await startOwnStack({ NUXT_DATABASE_URL: databaseUrl.href })
    const linesOf = (text: string) => stack.app().output().split('\n').filter(line => line.includes(`"msg":"${text}"`))
    await network.set({ kind: 'refuse' })
    const lines = ['reminders are sent', 'events of WeCom are worked on']
    for (const line of lines) await expectPrinted(stack.app(), new RegExp(`NUXT_DATABASE_URL\\..*"${line} later"`))
    // Five looks, each of which fails.
    await sleep(5_000)
    // The broken connection and the refused one differ.
    for (const line of lines) expect(linesOf(`${line} later`).length).toBeLessThanOrEqual(2)
    await network.set()
    for (const line of lines) await expectPrinted(stack.app(), new RegExp(`"ms":\\d+,"msg":"${line} again"`))
  })
})

describeWithPgBouncer('the pooler that companies have', () => {
  it('S16: a session has its connection; a pooler that loses prepared statements is told with its fix', async () => {
    const postgres = await startPostgresServer()
    onTestFinished(() => postgres.close())
    const databaseUrl = await postgres.createDatabase()
    const sessions = await startPgBouncer(postgres.port, ['pool_mode=session'])
    onTestFinished(() => sessions.close())
    const transactions = await startPgBouncer(postgres.port, ['pool_mode=transaction', 'default_pool_size=1'])
    onTestFinished(() => transactions.close())

    const stack = await startOwnStack({
      NUXT_DATABASE_URL: sessions.through(databaseUrl), NUXT_ADMIN_USER_IDS: 'linxiaotong',
    })
    const admin = await signIn(stack)
    expect((await admin.get('/api/quick-replies')).status).toBe(200)

    await stack.restart({ NUXT_DATABASE_URL: transactions.through(databaseUrl) })
    const ask = async () => await (await admin.get('/api/quick-replies')).json() as Answer
    // The connections of this process collide, or what the process before had prepared meets it.
    await eventually(async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, ask))
      const refused = answers.find(({ code }) => code === 'database_config')
      expect(refused?.fix).toContain('PgBouncer 1.21')
    })
  })
})

describeWithPostgres('S1: a PostgreSQL that becomes read-only under load, and writable again', () => {
  const WRITERS = 8
  const PAUSE_MS = 20

  it('refuses writes for that time only, keeps each that it accepted, and shows customers all the time', async () => {
    const postgres = await startPostgresServer()
    onTestFinished(() => postgres.close())
    const databaseUrl = await postgres.createDatabase()
    const name = new URL(databaseUrl).pathname.slice(1)
    const stack = await startOwnStack({ ...FLOOD_LIMITS, NUXT_DATABASE_URL: databaseUrl })
    const member = await signIn(stack)
    const send = (method: string, path: string, body: object) => member.get(path, {
      method, headers: { 'origin': stack.url, 'content-type': 'application/json' }, body: JSON.stringify(body),
    })
    const codes: string[] = []
    const shown = new Set<number>()
    let isOver = false

    /** @returns the id of a reply, and the last text of it that was accepted */
    async function write(writer: number): Promise<[string, string]> {
      let text = `${writer}`
      const { id } = await (await send('POST', '/api/quick-replies', { scope: 'own', text })).json() as QuickReply
      for (let turn = 0; !isOver;) {
        const after = `${writer}-${turn}`
        const answer = await send('PATCH', `/api/quick-replies/${id}`, { before: { text }, after: { text: after } })
        codes.push(answer.ok ? 'ok' : (await answer.json() as Answer).code)
        // What was refused is sent again.
        if (answer.ok) [text, turn] = [after, turn + 1]
        shown.add((await member.get(`/api/customers/${withUnionId.externalUserId}`)).status)
        await sleep(PAUSE_MS)
      }
      return [id, text]
    }

    const writing = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)))
    const settlesTo = (code: string) =>
      eventually(() => expect(codes.slice(-3 * WRITERS)).toEqual(Array(3 * WRITERS).fill(code)))
    await settlesTo('ok')
    // As after a fail-over that leaves this connection at the old primary.
    await postgres.execute(`alter database ${name} set default_transaction_read_only = on`)
    await postgres.execute(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
    await settlesTo('store_unavailable')
    await expectPrinted(stack.app(), /"cause":"25006"/)
    await postgres.execute(`alter database ${name} reset default_transaction_read_only`)
    await settlesTo('ok')
    isOver = true
    const written = new Map(await writing)
    expect(new Set(codes)).toEqual(new Set(['ok', 'store_unavailable']))
    expect(shown).toEqual(new Set([200]))
    const { replies } = await (await member.get('/api/quick-replies')).json() as QuickReplyList
    expect(new Map(replies.map(({ id, text }) => [id, text]))).toEqual(written)
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
