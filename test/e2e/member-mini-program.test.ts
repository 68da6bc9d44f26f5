import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { openIdOf } from '../../simulator/world/other-ids.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { postAsClient } from './support/mini-program-client.ts'
import { assertNone, startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { askAsSystem } from './support/system.ts'
import { signIn } from './support/webview.ts'

const key = { id: 'till', secret: 'CANARY-secret-of-the-till-7Qm2vX9rT4kZ', scopes: ['payments:open-id'] }
const otherKey = { id: 'other', secret: 'CANARY-secret-of-another-7Qm2vX9rT4kZ', scopes: ['identities:read'] }

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ NUXT_API_KEYS: JSON.stringify([key, otherKey]) })
})
afterAll(() => stack.close())

const post = (path: string, body: unknown) => postAsClient(stack.directUrl, path, body)
const codeOf = (userId: string, agentId?: number) =>
  stack.simulator.world.jsCodes.issue({
    personId: userId,
    agentId: agentId ?? Number(stack.simulator.appCredentials.agentId),
  })

describe('a mini program inside WeCom', () => {
  it('signs a member in on record, and links nothing', async () => {
    const code = codeOf('linxiaotong')
    const { status, body } = await post('/api/mini-program/member-session', { code })
    expect(status).toBe(200)
    expect(body).toEqual({ session: expect.stringMatching(/^[0-9a-f]{128}$/), expiresInSeconds: 43_200 })
    expect(await post('/api/mini-program/member', { session: body.session })).toMatchObject({
      status: 200,
      body: { userId: 'linxiaotong' },
    })
    expect(
      await post('/api/mini-program/user-info', {
        session: body.session,
        rawData: '{}',
        signature: '0'.repeat(40),
        encryptedData: 'AAAA',
        iv: 'AAAA',
      }),
    ).toMatchObject({ status: 401, body: { code: 'mini_program_session_required' } })
    expect(await post('/api/mini-program/member-session', { code })).toMatchObject({
      status: 400,
      body: { code: 'mini_program_code_invalid' },
    })
    const recorded = (actor: string, result: string) =>
      new RegExp(`"action":"sign_in","actor":"${actor}",.*"result":"${result}",.*"method":"mini_program"`)
    await expectPrinted(stack.app(), recorded('linxiaotong', 'ok'))
    await expectPrinted(stack.app(), recorded('', 'mini_program_code_invalid'))
    assertNone([code, body.session!], [stack.app().output()], 'printed by the server')
  })

  it('is signed out with the member\'s browsers', async () => {
    const { body: { session } } = await post('/api/mini-program/member-session', { code: codeOf('linxiaotong') })
    const webview = await signIn(stack)
    expect((await webview.get('/api/sessions', { method: 'DELETE', headers: { origin: stack.url } })).status).toBe(200)
    expect(await post('/api/mini-program/member', { session })).toMatchObject({
      status: 401,
      body: { code: 'mini_program_session_required' },
    })
  })

  it('receives the code of each error', async () => {
    expect(await post('/api/mini-program/member-session', { code: 'neverissued' })).toMatchObject({
      status: 400,
      body: { code: 'mini_program_code_invalid' },
    })
    expect(await post('/api/mini-program/member-session', { code: codeOf('linxiaotong', 1_000_099) })).toMatchObject({
      status: 502,
      body: { code: 'wecom_config' },
    })
    expect(await post('/api/mini-program/member', { session: '0'.repeat(128) })).toMatchObject({
      status: 401,
      body: { code: 'mini_program_session_required' },
    })
    expect(await post('/api/mini-program/member', { session: '0'.repeat(128), userId: 'linxiaotong' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    })
  })
})

describe('POST /api/payments/open-id', () => {
  const ask = (externalUserId: string, by = key) =>
    askAsSystem(stack.directUrl, by, 'POST', '/api/payments/open-id', { externalUserId })

  it('returns the openid for the corp\'s payments, recorded in the audit log', async () => {
    expect(await ask(withUnionId.externalUserId)).toMatchObject({
      status: 200,
      body: { openId: openIdOf(stack.simulator.appCredentials.corpId, withUnionId) },
    })
    await expectPrinted(stack.app(), /"action":"convert_to_open_id","actor":"api-key:till","subject":"[0-9a-f]{16}"/)
    assertNone([withUnionId.externalUserId], [stack.app().output()], 'printed by the server')
  })

  it('refuses an unknown customer, and a key without the scope', async () => {
    expect(await ask('wmDoesNotExist')).toMatchObject({ status: 404, body: { code: 'customer_not_found' } })
    expect(await ask(withUnionId.externalUserId, otherKey)).toMatchObject({
      status: 403,
      body: { code: 'scope_missing' },
    })
  })
})
