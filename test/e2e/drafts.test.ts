import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DRAFT_LIMITS } from '../../shared/limits.ts'
import { stranger, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { wechatApps } from '../../simulator/scenarios/default/wechat-apps.ts'
import type { CustomerProfile } from '../../shared/types/customer.ts'
import type { QuickReplyList } from '../../shared/types/quick-reply.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { storedTexts } from './support/stored-texts.ts'
import { askAsSystem } from './support/system.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const key = { id: 'crm', secret: 'CANARY-secret-of-the-crm-7Qm2vX9rT4kZ', scopes: ['identities:erase'] }
const { externalUserId, unionId } = withUnionId

let stack: Stack
let lin: Webview
let chen: Webview
beforeAll(async () => {
  const apps = wechatApps.map(({ appId, secret, kind, name }) => ({ appId, secret, kind, name }))
  stack = await startStack({ NUXT_API_KEYS: JSON.stringify([key]), NUXT_WECHAT_APPS: JSON.stringify(apps) })
  lin = await signIn(stack)
  chen = await signIn(stack, { userId: 'chenzhiyuan' })
})
afterAll(() => stack.close())

function put(webview: Webview, path: string, body: unknown, origin = stack.url) {
  return webview.get(path, {
    method: 'PUT', headers: { origin, 'content-type': 'application/json' }, body: JSON.stringify(body),
  })
}
const pathOf = (field: string, id = externalUserId) => `/api/customers/${id}/drafts/${field}`
const draftOf = (word: string) => ({ text: `1.${word}`, ageMs: 0 })

async function draftsOf(webview: Webview) {
  const { drafts } = await (await webview.get(`/api/customers/${externalUserId}`)).json() as CustomerProfile
  return Object.fromEntries(Object.entries(drafts ?? {}).map(([field, { text }]) => [field, text]))
}
const replyOf = async (webview: Webview) =>
  (await (await webview.get('/api/quick-replies')).json() as QuickReplyList).draft?.text

describe('drafts on the server', () => {
  it('are given to their author only, with the customer, and kept for customers of the member only', async () => {
    expect((await put(lin, pathOf('remark'), draftOf('remark-of-lin'))).status).toBe(204)
    expect((await put(lin, pathOf('tags'), draftOf('tags-of-lin'))).status).toBe(204)
    expect((await put(chen, pathOf('remark'), draftOf('remark-of-chen'))).status).toBe(204)
    expect((await put(lin, '/api/quick-replies/draft', draftOf('reply-of-lin'))).status).toBe(204)
    expect(await draftsOf(lin)).toEqual({ remark: '1.remark-of-lin', tags: '1.tags-of-lin' })
    expect(await draftsOf(chen)).toEqual({ remark: '1.remark-of-chen' })
    expect([await replyOf(lin), await replyOf(chen)]).toEqual(['1.reply-of-lin', undefined])

    const refused = await put(lin, pathOf('remark', stranger.externalUserId), draftOf('half'))
    const unknown = await put(lin, pathOf('remark', `${externalUserId}x`), draftOf('half'))
    expect([refused.status, unknown.status]).toEqual([404, 404])
    expect((await put(lin, pathOf('remark'), draftOf('half'), 'https://evil.example')).status).toBe(403)
    const bodies = [
      { text: `1.${'x'.repeat(DRAFT_LIMITS.text)}`, ageMs: 0 },
      { text: 'clear', ageMs: 0 },
      { text: '1.half', ageMs: -1 },
      { text: '1.half', ageMs: DRAFT_LIMITS.lifetimeMs + 1 }, { text: '1.half' },
    ]
    for (const body of bodies) expect((await put(lin, pathOf('remark'), body)).status).toBe(400)
    expect((await put(lin, pathOf('name'), draftOf('half'))).status).toBe(400)
    expect(await draftsOf(lin)).toEqual({ remark: '1.remark-of-lin', tags: '1.tags-of-lin' })
    const stored = storedTexts(stack.dataDir).join('\n')
    for (const word of ['remark-of-lin', 'reply-of-lin']) expect(stored).not.toContain(word)
  })

  it('of an erased customer are gone for all members; a sign-out takes those of its member', async () => {
    for (const [name, webview] of Object.entries({ lin, chen })) {
      await put(webview, pathOf('remark'), draftOf(name))
      await put(webview, '/api/quick-replies/draft', draftOf(name))
    }
    // Waits until the links are recorded: without them no person is known by this unionid.
    expect((await lin.get(`/api/customers/${externalUserId}/identities`)).status).toBe(200)
    const { status } = await askAsSystem(stack.directUrl, key, 'DELETE', `/api/identities/${unionId}`)
    expect(status).toBe(200)
    expect([await draftsOf(lin), await draftsOf(chen)]).toEqual([{}, {}])
    expect([await replyOf(lin), await replyOf(chen)]).toEqual(['1.lin', '1.chen'])

    const leaving = await signIn(stack)
    expect((await leaving.get('/auth/logout', { method: 'POST', headers: { origin: stack.url } })).status).toBe(204)
    expect([await replyOf(lin), await replyOf(chen)]).toEqual([undefined, '1.chen'])
    const everywhere = await chen.get('/api/sessions', { method: 'DELETE', headers: { origin: stack.url } })
    expect(everywhere.status).toBe(200)
    expect(await replyOf(await signIn(stack, { userId: 'chenzhiyuan' }))).toBeUndefined()
  })
})
