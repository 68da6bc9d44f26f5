import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stranger, withoutUnionId, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import type { CustomerIdentities } from '../../shared/types/identity.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

let stack: Stack
let webview: Webview
beforeAll(async () => {
  stack = await startStack({ NUXT_ADMIN_USER_IDS: 'chenzhiyuan' })
  webview = await signIn(stack)
})
afterAll(() => stack.close())

const askIdentities = (externalUserId: string, by = webview) => by.get(`/api/customers/${externalUserId}/identities`)
async function identitiesOf(externalUserId: string): Promise<CustomerIdentities> {
  const answer = await askIdentities(externalUserId)
  expect(answer.status).toBe(200)
  return await answer.json() as CustomerIdentities
}

describe('GET /api/customers/:externalUserId/identities', () => {
  it('links a customer whom the sidebar showed to its unionid, and says who said so', async () => {
    expect((await webview.get(`/api/customers/${withUnionId.externalUserId}`)).status).toBe(200)
    const { unionId, accounts, conflicts } = await identitiesOf(withUnionId.externalUserId)
    expect(unionId).toBe(withUnionId.unionId)
    expect(accounts).toEqual([{
      kind: 'externalUserId', scope: stack.simulator.appCredentials.corpId, id: withUnionId.externalUserId,
      sources: [{ source: 'externalcontact/get', firstSeenAt: expect.any(String), lastSeenAt: expect.any(String) }],
    }])
    expect(conflicts).toEqual([])
  })

  it('knows nothing of a customer without unionid', async () => {
    expect(await identitiesOf(withoutUnionId.externalUserId)).toEqual({ accounts: [], conflicts: [] })
  })

  it('answers alike for "not yours" and "does not exist"', async () => {
    const answers = await Promise.all([stranger.externalUserId, 'wmDoesNotExist'].map(id => askIdentities(id)))
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    const bodies = await Promise.all(answers.map(async answer => ({ ...await answer.json() as object, requestId: '' })))
    expect(bodies[0]).toEqual(bodies[1])
  })

  it('remembers over a restart', async () => {
    await stack.app().stop()
    await stack.restart()
    expect((await identitiesOf(withUnionId.externalUserId)).accounts).toHaveLength(1)
  })
})
