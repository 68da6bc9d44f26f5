import { afterAll, beforeAll, expect, it } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import type { CustomerIdentities } from '../../shared/types/identity.ts'
import { describeWithPostgres, startPostgresServer } from '../support/postgres-server.ts'
import type { PostgresServer } from '../support/postgres-server.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
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

  it('are one graph for servers that start at once', async () => {
    expect((await webviews[0]!.get(path)).status).toBe(200)
    const graphs = await Promise.all(webviews.map(async webview => await (await webview.get(`${path}/identities`)).json() as CustomerIdentities))
    expect(graphs[0]).toMatchObject({ unionId: withUnionId.unionId, accounts: [{ id: withUnionId.externalUserId }] })
    expect(graphs[1]!.accounts[0]!.sources[0]!.firstSeenAt).toBe(graphs[0]!.accounts[0]!.sources[0]!.firstSeenAt)
  })

  it('fail alone when the database goes away: profiles are shown on', async () => {
    await server.kill()
    const [profile, identities] = await Promise.all([path, `${path}/identities`].map(url => webviews[1]!.get(url)))
    expect(profile!.status).toBe(200)
    expect(identities!.status).toBe(503)
    expect(await identities!.json()).toMatchObject({ code: 'store_unavailable' })
  })
})
