import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { startSimulator, type Simulator } from '../../../simulator/start.ts'
import type { DescribedClient, DescribedWorld } from '../../../simulator/control/describe.ts'

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ port: 0, proxyPort: 0, appUrl: 'http://127.0.0.1:9', scenario: defaultScenario })
})
afterAll(() => simulator.close())
afterEach(() => simulator.world.reset())

async function call(method: string, path: string, body?: unknown): Promise<{ status: number, json: unknown }> {
  const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const response = await fetch(`${simulator.url}/simulator/${path}`, { method, ...init })
  const text = await response.text()
  return { status: response.status, json: text === '' ? undefined : JSON.parse(text) }
}

const create = async (body: unknown) => (await call('POST', 'clients', body)).json as DescribedClient

it('tells what the app has to be configured with', async () => {
  expect((await call('GET', 'app')).json).toEqual(simulator.appCredentials)
})

it('describes the company without the 1,200 background members', async () => {
  const world = (await call('GET', 'world')).json as DescribedWorld
  expect(world.members.map(({ userId }) => userId)).toEqual(['linxiaotong', 'chenzhiyuan', 'wangsiqi', 'zhaoguoqiang'])
  expect(world.chats.find(({ id }) => id === 'wecom-customer')).toMatchObject({
    title: '孙浩然',
    subtitle: '@望江酒店',
    customer: 'wecom',
  })
  expect(world.proxyUrl).toBe(simulator.proxyUrl)
})

describe('clients', () => {
  it('begin as the newest Windows client at the workbench', async () => {
    expect(await create({})).toMatchObject({
      userId: 'linxiaotong',
      version: '5.0.11',
      dialect: 'desktop',
      entry: 'normal',
    })
  })

  it('derive dialect from platform and entry from the conversation', async () => {
    expect(await create({ platform: 'ios', chatId: 'group' })).toMatchObject({
      dialect: 'phone',
      entry: 'group_chat_tools',
    })
    expect(await create({ platform: 'ios', dialect: 'desktop', chatId: 'internal' })).toMatchObject({
      dialect: 'desktop',
      entry: 'internal_group_chat_board',
    })
  })

  it('switch conversation, entry and member', async () => {
    const { id } = await create({ chatId: 'stranger', entry: 'contact_profile' })
    const patch = async (body: unknown) => (await call('PATCH', `clients/${id}`, body)).json
    expect(await patch({ chatId: 'group' })).toMatchObject({ entry: 'group_chat_tools' })
    expect(await patch({ entry: 'chat_attachment' })).toMatchObject({ chatId: 'group', entry: 'chat_attachment' })
    expect(await patch({ userId: 'wangsiqi' })).not.toHaveProperty('chatId')
    expect(await patch({ chatId: 'stranger' })).toMatchObject({ entry: 'single_chat_tools' })
    expect(await patch({ chatId: null })).toMatchObject({ entry: 'normal' })
    expect((await call('GET', `clients/${id}`)).json).toMatchObject({ userId: 'wangsiqi' })
  })

  it.each([
    [{ userId: 'nobody' }], [{ version: 'new' }], [{ platform: 'beos' }], [{ chatId: 'nowhere' }], [{ entry: 'door' }],
    [{ colour: 'red' }], [{ userId: 'zhaoguoqiang', chatId: 'stranger' }], [{ chatId: 7 }], [[]],
  ])('cannot be %o', async (body) => {
    expect((await call('POST', 'clients', body)).status).toBe(400)
  })

  it('are 404 when unknown', async () => {
    expect((await call('GET', 'clients/nobody')).status).toBe(404)
    expect((await call('PATCH', 'clients/nobody', {})).status).toBe(404)
  })
})

describe('settings and faults', () => {
  it('change in part', async () => {
    const { json } = await call('PUT', 'settings', { developerAccount: 'unbound', visibleUserIds: ['linxiaotong'] })
    expect(json).toMatchObject({
      developerAccount: 'unbound',
      visibleUserIds: ['linxiaotong'],
      customerContactApp: true,
    })
  })

  it.each([
    ['settings', { unknown: 1 }],
    ['settings', { visibleUserIds: 'some' }],
    ['settings', { latencyMs: -1 }],
    ['settings', { customerContactApp: 'yes' }],
    ['settings', { appKind: 'other' }],
    ['faults', {}],
    ['faults', [{}]],
    ['faults', [{ path: '/x', never: true }]],
    ['faults', [{ bridge: 'slow' }]],
    ['faults', [{ path: 1 }]],
  ])('PUT %s refuses %o', async (path, body) => {
    expect((await call('PUT', path, body)).status).toBe(400)
  })

  it('go back on reset', async () => {
    await call('PUT', 'faults', [{ api: 'getContext', never: true, times: 3 }])
    await call('PUT', 'settings', { latencyMs: 5 })
    expect((await call('POST', 'reset')).status).toBe(204)
    expect((await call('GET', 'faults')).json).toEqual([])
    expect((await call('GET', 'settings')).json).toMatchObject({ latencyMs: 0 })
  })

  it('tell what a reset brings back', async () => {
    const { json: before } = await call('GET', 'settings')
    await call('PUT', 'settings', { latencyMs: 5, visibleUserIds: [] })
    expect((await call('GET', 'settings/initial')).json).toEqual(before)
  })
})

it('logs requests with verdicts and counts, filtered and cleared', async () => {
  await fetch(`${simulator.url}/cgi-bin/gettoken`)
  await fetch(`${simulator.url}/cgi-bin/nothing`)
  expect((await call('GET', 'requests?path=/cgi-bin/gettoken')).json).toMatchObject({
    requests: [{ path: '/cgi-bin/gettoken', errcode: 41004, verdict: 'refused 41004: no corpsecret in the query' }],
    counts: { '/cgi-bin/gettoken': 1, '/cgi-bin/nothing': 1 },
  })
  expect((await call('DELETE', 'requests')).status).toBe(204)
  expect((await call('GET', 'requests')).json).toEqual({ requests: [], counts: {} })
})

it('revokes early', async () => {
  simulator.world.credentials.issue('agent_ticket', 1000002, 7200)
  expect((await call('POST', 'revoke', { kind: 'agent_ticket' })).json).toEqual({ revoked: 1 })
  expect((await call('POST', 'revoke', { kind: 'everything' })).status).toBe(400)
})

it('serves the shell, and only its own files', async () => {
  expect(await (await fetch(simulator.url)).text()).toContain('<div id="shell">')
  const script = await fetch(`${simulator.url}/shell/session.ts`)
  expect(script.headers.get('content-type')).toContain('text/javascript')
  expect(await script.text()).not.toContain('import type')
  expect((await fetch(`${simulator.url}/shell/%2e%2e%2fcompile.ts`)).status).toBe(404)
})
