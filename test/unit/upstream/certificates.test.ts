import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import { createClockSkew } from '../../../server/upstream/clock-skew.ts'
import { createRequest } from '../../../server/upstream/request.ts'
import { createTransport } from '../../../server/upstream/transport.ts'
import { WECOM } from '../../../server/wecom/wecom-upstream.ts'
import { realClock } from '../../support/manual-clock.ts'
import { openRedisStore } from '../../support/open-redis-store.ts'
import { startUntrustedServer, trustCertificate } from '../../support/untrusted-server.ts'
import type { UntrustedServer } from '../../support/untrusted-server.ts'

/** Each says something that only the real server may read. @returns the error */
const CLIENTS: Record<string, (port: number) => Promise<unknown>> = {
  'WeCom and WeChat': port => errorOf(createRequest({
    upstream: WECOM, apiRoot: `https://127.0.0.1:${port}/cgi-bin`, fetch: createTransport(),
    clockSkew: createClockSkew(realClock),
  })({ endpoint: 'gettoken', schema: v.object({}), query: { corpsecret: 'CANARY' } })),

  'Redis': async (port) => {
    const store = openRedisStore(`rediss://:CANARY@127.0.0.1:${port}`)
    onTestFinished(() => store.close())
    return errorOf(store.get('key'))
  },

  'PostgreSQL': async (port) => {
    const databaseUrl = `postgres://CANARY@127.0.0.1:${port}/sidebar?sslmode=verify-full`
    const database = openSqlDatabase({ databaseUrl, folder: '/nowhere' })
    onTestFinished(() => database.close())
    return errorOf(database.run(query => query.selectFrom('auditHead').selectAll().execute()))
  },
}

const errorOf = (work: Promise<unknown>) =>
  work.then(() => expect.unreachable('the server answers nothing'), (error: unknown) => error)

describe.each(Object.keys(CLIENTS))('a server that only claims to be %s', (name) => {
  let server: UntrustedServer
  beforeEach(async () => {
    server = await startUntrustedServer(name === 'PostgreSQL' ? 'S' : undefined)
  })
  afterEach(() => server.close())

  it('gets nothing, because its certificate is not trusted', async () => {
    const error = await CLIENTS[name]!(server.port)
    expect(error).toBeInstanceOf(Error)
    expect(server.received()).toBe('')
  })

  it('would get the secret if its certificate were trusted', async () => {
    onTestFinished(trustCertificate())
    await expect.poll(async () => {
      await CLIENTS[name]!(server.port)
      return server.received()
    }).toContain('CANARY')
  })
})

it('a certificate that is not trusted is the reason in the log', async () => {
  const server = await startUntrustedServer()
  onTestFinished(() => server.close())
  expect(await CLIENTS['WeCom and WeChat']!(server.port)).toMatchObject({
    reason: 'certificate', message: 'wecom: gettoken is unavailable: certificate (DEPTH_ZERO_SELF_SIGNED_CERT)',
  })
})
