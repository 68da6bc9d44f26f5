import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerEdit, RevealedMobiles, TagGroup } from '../../shared/types/customer-edit.ts'
import type { CustomerProfile } from '../../shared/types/customer.ts'
import { stranger, wecomCustomer, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { assertNone, startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

let stack: Stack
let webview: Webview
beforeAll(async () => {
  stack = await startStack()
  webview = await signIn(stack)
})
afterAll(() => stack.close())

const pathOf = (externalUserId: string) => `/api/customers/${externalUserId}`
const profileOf = async (externalUserId: string) =>
  (await (await webview.get(pathOf(externalUserId))).json()) as CustomerProfile

function send(method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { origin: stack.url, ...body !== undefined && { 'content-type': 'application/json' } }
  return webview.get(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
}
const change = (externalUserId: string, edit: CustomerEdit) => send('PATCH', pathOf(externalUserId), edit)
const codeOf = async (answer: Response) => [answer.status, (await answer.json() as { code: string }).code]

describe('notes', () => {
  it('are written to WeCom, and the answer has the new state of WeCom', async () => {
    const { relation } = await profileOf(wecomCustomer.externalUserId)
    const answer = await change(wecomCustomer.externalUserId, {
      before: { remark: relation!.remark },
      after: { remark: '孙总 👍', description: '二十字以内' },
    })
    expect(answer.status).toBe(200)
    expect(((await answer.json()) as CustomerProfile).relation).toMatchObject({
      remark: '孙总 👍',
      description: '二十字以内',
      maskedMobiles: relation!.maskedMobiles,
    })
    expect((await profileOf(wecomCustomer.externalUserId)).relation!.remark).toBe('孙总 👍')
  })

  it('are written once, also when the token ends during the request', async () => {
    const { relation } = await profileOf(wecomCustomer.externalUserId)
    stack.simulator.world.log.clear()
    stack.simulator.world.credentials.revoke('access_token')
    expect(
      (
        await change(wecomCustomer.externalUserId, {
          before: { remark: relation!.remark },
          after: { remark: '令牌失效' },
        })
      ).status,
    ).toBe(200)
    stack.simulator.world.faults.replace([{ path: '/cgi-bin/externalcontact/remark', errcode: 42001, times: 1 }])
    expect(
      (await change(wecomCustomer.externalUserId, { before: { remark: '令牌失效' }, after: { remark: '重放一次' } }))
        .status,
    ).toBe(200)
    expect((await profileOf(wecomCustomer.externalUserId)).relation!.remark).toBe('重放一次')
    // The second request was refused once and repeated once.
    expect(stack.calls('externalcontact/remark')).toBe(3)
  })

  it('are not overwritten when they have changed in the meantime', async () => {
    expect(
      await codeOf(
        await change(wecomCustomer.externalUserId, { before: { remark: 'what it never was' }, after: { remark: 'x' } }),
      ),
    ).toEqual([409, 'edit_conflict'])
    expect((await profileOf(wecomCustomer.externalUserId)).relation!.remark).not.toBe('x')
  })

  it.each<[string, unknown]>([
    ['nothing to change', { before: {}, after: {} }],
    ['a remark of 21 characters', { before: {}, after: { remark: '字'.repeat(21) } }],
    ['a description of 151', { before: {}, after: { description: '字'.repeat(151) } }],
    ['a field of another kind', { before: {}, after: { remark: 7 } }],
    ['an unknown field', { before: {}, after: { remark: 'x', userid: 'wangsiqi' } }],
    ['a number that is none', { before: {}, after: { mobiles: ['<script>'] } }],
    ['six numbers', { before: {}, after: { mobiles: Array(6).fill('13800138000') } }],
    ['a list', []],
    ['null', null],
  ])('refuse %s', async (_name, body) => {
    expect(await codeOf(await send('PATCH', pathOf(wecomCustomer.externalUserId), body))).toEqual([
      400,
      'invalid_request',
    ])
  })

  it('refuse a body that is not JSON, has another content type, or is too long', async () => {
    const patch = (body: string, headers: Record<string, string>) =>
      webview.get(pathOf(wecomCustomer.externalUserId), {
        method: 'PATCH',
        headers: { origin: stack.url, ...headers },
        body,
      })
    const valid = JSON.stringify({ before: {}, after: { remark: 'x' } })
    expect((await patch('{', { 'content-type': 'application/json' })).status).toBe(400)
    expect((await patch(valid, { 'content-type': 'text/plain' })).status).toBe(400)
    expect((await patch(valid + ' '.repeat(70_000), { 'content-type': 'application/json' })).status).toBe(400)
  })

  it('of another member\'s customer do not exist', async () => {
    const edit = { before: {}, after: { remark: 'x' } }
    expect(await codeOf(await change(stranger.externalUserId, edit))).toEqual([404, 'customer_not_found'])
    expect(await codeOf(await change('wmNobody', edit))).toEqual([404, 'customer_not_found'])
  })
})

describe('tags', () => {
  it('are added and removed by id from the library', async () => {
    const library = await (await webview.get('/api/tags')).json() as TagGroup[]
    const all = library.flatMap(group => group.tags)
    const own = (await profileOf(withUnionId.externalUserId)).relation!.tags
    const [remove] = own.filter(tag => tag.kind === 'corp')
    const add = all.find(tag => !own.some(({ id }) => id === tag.id))!
    const answer = await send('POST', `${pathOf(withUnionId.externalUserId)}/tags`, {
      add: [add.id],
      remove: [remove!.id],
    })
    const names = (await answer.json() as CustomerProfile).relation!.tags.map(tag => tag.name)
    expect(names).toContain(add.name)
    expect(names).not.toContain(remove!.name)
    expect(names).toContain('喜欢周末联系')
  })

  it('take ten changes at the same time', async () => {
    const [tag] = (await (await webview.get('/api/tags')).json() as TagGroup[])[0]!.tags
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        send(
          'POST',
          `${pathOf(withUnionId.externalUserId)}/tags`,
          i % 2 ? { add: [], remove: [tag!.id] } : { add: [tag!.id], remove: [] },
        ),
      ),
    )
    expect(answers.map(answer => answer.status)).toEqual(Array(10).fill(200))
  })

  it('need at least one', async () => {
    expect(
      await codeOf(await send('POST', `${pathOf(withUnionId.externalUserId)}/tags`, { add: [], remove: [] })),
    ).toEqual([400, 'invalid_request'])
  })
})

describe('phones', () => {
  it('are shown in full on request, recorded in the audit log, twenty times an hour', async () => {
    const path = `${pathOf(withUnionId.externalUserId)}/mobiles`
    expect((await (await send('POST', path)).json()) as RevealedMobiles).toEqual({
      mobiles: ['13800138000', '057188886666'],
    })
    const more = await Promise.all(Array.from({ length: 30 }, () => send('POST', path)))
    expect(more.filter(answer => answer.status === 200)).toHaveLength(19)
    expect(more.find(answer => answer.status === 429)!.headers.get('retry-after')).toMatch(/^\d+$/)
    const records = () => stack.app().output().split('\n').filter(line => line.includes('"reveal_mobiles"'))
    await expect.poll(records).toHaveLength(20)
    expect(JSON.parse(records()[0]!)).toMatchObject({
      msg: 'audit',
      actor: 'linxiaotong',
      action: 'reveal_mobiles',
      subject: expect.stringMatching(/^[0-9a-f]{16}$/),
    })
    assertNone(['13800138000', withUnionId.externalUserId, '张伟'], [stack.app().output()], 'printed by the server')
  })

  it('are refused to members who do not follow the customer, and to other sites', async () => {
    expect(
      await codeOf(
        await (
          await signIn(stack, { userId: 'wangsiqi' })
        ).get(`${pathOf(withUnionId.externalUserId)}/mobiles`, { method: 'POST', headers: { origin: stack.url } }),
      ),
    ).toEqual([404, 'customer_not_found'])
    expect(
      await codeOf(await webview.get(`${pathOf(withUnionId.externalUserId)}/mobiles`, { method: 'POST' })),
    ).toEqual([403, 'cross_site_request'])
  })
})
