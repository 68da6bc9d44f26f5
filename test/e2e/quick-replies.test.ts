import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QuickReply, QuickReplyList } from '../../shared/types/quick-reply.ts'
import { FLOOD_LIMITS } from './support/flood-limits.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

let stack: Stack
let lin: Webview
let wang: Webview
beforeAll(async () => {
  stack = await startStack({ ...FLOOD_LIMITS, NUXT_ADMIN_USER_IDS: 'wangsiqi' })
  lin = await signIn(stack)
  wang = await signIn(stack, { userId: 'wangsiqi' })
})
afterAll(() => stack.close())

const PATH = '/api/quick-replies'
function send(webview: Webview, method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { origin: stack.url, ...body !== undefined && { 'content-type': 'application/json' } }
  return webview.get(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
}
const add = async (webview: Webview, scope: string, text: string) =>
  (await (await send(webview, 'POST', PATH, { scope, text })).json()) as QuickReply
const textsOf = async (webview: Webview) =>
  ((await (await webview.get(PATH)).json()) as QuickReplyList).replies.map(({ text }) => text)
const codeOf = async (answer: Response) => [answer.status, (await answer.json() as { code: string }).code]

describe('quick replies', () => {
  it('are kept, changed, used and deleted, and survive a restart of the server', async () => {
    const { id } = await add(lin, 'own', '  您好，\r\n请问有什么可以帮您？ ')
    await add(lin, 'own', '周末也营业')
    expect(await textsOf(lin)).toEqual(['周末也营业', '您好，\n请问有什么可以帮您？'])
    expect((await send(lin, 'POST', `${PATH}/${id}/uses`)).status).toBe(204)
    const changed = await send(lin, 'PATCH', `${PATH}/${id}`, {
      before: { text: '您好，\n请问有什么可以帮您？' },
      after: { text: '您好！', title: ' 问候\n', folder: '开场' },
    })
    expect(await changed.json()).toEqual({ id, scope: 'own', text: '您好！', title: '问候', folder: '开场' })
    await stack.app().stop()
    await stack.restart()
    expect(await textsOf(lin)).toEqual(['您好！', '周末也营业'])
    expect((await send(lin, 'DELETE', `${PATH}/${id}`)).status).toBe(204)
    expect(await textsOf(lin)).toEqual(['周末也营业'])
  })

  it('of the company are written by admins, recorded in the audit log, and seen by all members', async () => {
    const { id } = await add(wang, 'corp', '展厅地址：滨江区江南大道 100 号')
    expect(await textsOf(lin)).toContain('展厅地址：滨江区江南大道 100 号')
    expect(await codeOf(await send(lin, 'POST', PATH, { scope: 'corp', text: 'x' }))).toEqual([403, 'admin_required'])
    expect(await codeOf(await send(lin, 'DELETE', `${PATH}/${id}`))).toEqual([403, 'admin_required'])
    expect((await add(wang, 'corp', '展厅地址：滨江区江南大道 100 号')).id).toBe(id)
    for (let repeated = 0; repeated < 2; repeated++) {
      await send(wang, 'PATCH', `${PATH}/${id}`, {
        before: { text: '展厅地址：滨江区江南大道 100 号' },
        after: { text: '展厅地址：江南大道 100 号' },
      })
    }
    await send(wang, 'DELETE', `${PATH}/${id}`)
    const records = () =>
      stack
        .app()
        .output()
        .split('\n')
        .filter(line => line.includes('_corp_reply'))
        .map(line => JSON.parse(line) as object)
    await expect
      .poll(records)
      .toMatchObject(
        ['add', 'change', 'delete'].map(action => ({
          msg: 'audit',
          actor: 'wangsiqi',
          action: `${action}_corp_reply`,
          details: { reply: id },
        })),
      )
    expect(stack.app().output()).not.toContain('江南大道')
  })

  it('of a colleague do not exist', async () => {
    const { id } = await add(lin, 'own', '只有我看得到')
    expect(await textsOf(wang)).not.toContain('只有我看得到')
    for (const [method, path, body] of [
      ['PATCH', '', { before: { text: '只有我看得到' }, after: { text: 'x' } }],
      ['DELETE', '', undefined],
      ['POST', '/uses', undefined],
    ] as const) {
      expect(await codeOf(await send(wang, method, `${PATH}/${id}${path}`, body)), method).toEqual([
        404,
        'reply_not_found',
      ])
      expect(await codeOf(await send(wang, method, `${PATH}/nobody${path}`, body)), method).toEqual([
        404,
        'reply_not_found',
      ])
    }
  })

  it('that have changed in the meantime are not overwritten', async () => {
    const { id } = await add(lin, 'own', 'first')
    await send(lin, 'PATCH', `${PATH}/${id}`, { before: { text: 'first' }, after: { text: 'second' } })
    const late = await send(lin, 'PATCH', `${PATH}/${id}`, { before: { text: 'first' }, after: { text: 'third' } })
    expect(await codeOf(late)).toEqual([409, 'edit_conflict'])
  })

  it('are limited in number', async () => {
    const chen = await signIn(stack, { userId: 'chenzhiyuan' })
    const before = (await textsOf(chen)).length
    const answers = await Promise.all(
      Array.from({ length: 203 }, (_, i) => send(chen, 'POST', PATH, { scope: 'own', text: `${i}` })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(200)
    expect(await codeOf(answers.find(({ status }) => status !== 200)!)).toEqual([409, 'replies_full'])
    expect(await textsOf(chen)).toHaveLength(before + 200)
  })

  it.each<[string, unknown]>([
    ['no text', { scope: 'own', text: ' \n\u0000 ' }],
    ['an invisible text', { scope: 'own', text: '\u200B\u202E\u3164' }],
    ['501 characters', { scope: 'own', text: '👍'.repeat(501) }],
    ['a title of 21 characters', { scope: 'own', text: 'x', title: '题'.repeat(21) }],
    ['a folder of 11 characters', { scope: 'own', text: 'x', folder: '夹'.repeat(11) }],
    ['a text that is no string', { scope: 'own', text: ['x'] }],
    ['another member\'s scope', { scope: 'wangsiqi', text: 'x' }],
    ['an unknown field', { scope: 'own', text: 'x', ownerUserId: 'wangsiqi' }],
    ['null', null],
  ])('refuse %s', async (_name, body) => {
    expect(await codeOf(await send(lin, 'POST', PATH, body))).toEqual([400, 'invalid_request'])
  })

  it('take 500 characters of any kind', async () => {
    expect((await add(lin, 'own', '👍'.repeat(500))).text).toBe('👍'.repeat(500))
  })

  it('need a session and a request from our own page', async () => {
    expect((await fetch(`${stack.url}${PATH}`)).status).toBe(401)
    expect(
      await codeOf(
        await lin.get(PATH, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ scope: 'own', text: 'x' }),
        }),
      ),
    ).toEqual([403, 'cross_site_request'])
    expect(await codeOf(await send(lin, 'PUT', PATH, {}))).toEqual([405, 'method_not_allowed'])
  })
})
