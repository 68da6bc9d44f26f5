import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerPage } from '../../shared/types/customer.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { crowd, tally } from '../support/crowd.ts'
import { FLOOD_LIMITS } from './support/flood-limits.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

/** Removes the credentials that were stored: a valid session meets a process without credentials. */
function forgetCredentials(dataDir: string) {
  const database = new DatabaseSync(join(dataDir, 'key-value.sqlite'))
  expect(database.prepare('DELETE FROM key_value WHERE key LIKE ?').run('wecom:%').changes).toBe(3)
  database.close()
}

let stack: Stack
beforeEach(async () => {
  stack = await startStack(FLOOD_LIMITS)
})
afterEach(() => stack.close())

const signaturesOf = (webview: Webview, i: number) =>
  webview.get(`/api/jssdk/signatures?url=${encodeURIComponent(`${stack.url}/?i=${i}`)}`)
const profile = `/api/customers/${withUnionId.externalUserId}`
const counts = () => ['gettoken', 'get_jsapi_ticket', 'ticket/get'].map(stack.calls)

describe('credentials under load', () => {
  it('need one call each for a thousand requests to a process that has none', async () => {
    const webview = await signIn(stack)
    // The page of the sign-in does not wait long for its signatures.
    expect((await signaturesOf(webview, 0)).status).toBe(200)
    await stack.app().stop('SIGKILL')
    forgetCredentials(stack.dataDir)
    stack.simulator.world.changeSettings({ latencyMs: 80 })
    stack.simulator.world.log.clear()
    await stack.restart()
    const answers = await crowd(1_000, async i => await (await signaturesOf(webview, i)).json() as { url?: string })
    expect(answers.map(({ url }) => url)).toEqual(Array.from({ length: 1_000 }, (_, i) => `${stack.url}/?i=${i}`))
    expect(counts()).toEqual([1, 1, 1])
  })

  it('are renewed once when a hundred requests meet a revoked token', async () => {
    const webview = await signIn(stack)
    const { customers } = await (await webview.get('/api/customers')).json() as CustomerPage
    stack.simulator.world.log.clear()
    stack.simulator.world.credentials.revoke('access_token')
    expect(
      await tally(100, i => webview.get(`/api/customers/${customers[i % customers.length]!.externalUserId}`)),
    ).toEqual({ 200: 100 })
    expect(stack.calls('gettoken')).toBe(1)
  })

  it('survive kill -9: no credential is fetched again, no member signs in again', async () => {
    const webview = await signIn(stack)
    expect((await signaturesOf(webview, 1)).status).toBe(200)
    await stack.app().stop('SIGKILL')
    stack.simulator.world.log.clear()
    await stack.restart()
    expect((await signaturesOf(webview, 2)).status).toBe(200)
    expect((await webview.get(profile)).status).toBe(200)
    expect(counts()).toEqual([0, 0, 0])
  })
})
