import { describe, expect, it } from 'vitest'
import { readCodePanels } from '../../../server/config/code-panel.ts'
import { createCodePanel } from '../../../server/panels/code-panel.ts'
import { isPublicAddress, isUsableAddress } from '../../../server/upstream/address-rules.ts'
import { createGuardedTransport } from '../../../server/upstream/guarded-transport.ts'
import { definePanel } from '../../../shared/define-panel.ts'
import type { PanelContext, PanelDefinition } from '../../../shared/define-panel.ts'
import { json } from '../../support/upstream.ts'
import { CARD, hang, profile, setUpPanels, startProvider, upstream } from './provider.ts'
import type { Answer } from './provider.ts'

const card = { version: 1 as const, blocks: [] }
const common = { title: { zh: '面板', en: 'Panel' }, needs: ['unionId'] as const }

function setUp(definitions: PanelDefinition[], { isAllowed = isUsableAddress, environment = {} } = {}) {
  const fetch = createGuardedTransport(isAllowed)
  const named = Object.fromEntries(definitions.map(one => [`panels/${one.id}.ts`, one]))
  return setUpPanels(readCodePanels(named, [], environment).map(config => createCodePanel(config, fetch)))
}

/** A panel that asks its system, which has this answer. */
async function withSystem(
  answer: Answer, load: (context: PanelContext, url: string) => Promise<unknown>, isAllowed = isUsableAddress,
) {
  await startProvider({ system: answer })
  const { url } = upstream
  const panel = definePanel({
    ...common, id: 'asks', origins: [url], timeoutMs: 1_000,
    load: async (context) => {
      await load(context as PanelContext, url)
      return card
    },
  })
  return setUp([panel], { isAllowed })
}

const refusedConnection = Object.assign(new Error('x'), { code: 'ECONNREFUSED' })

describe('a panel in TypeScript', () => {
  it('gets what it needs and its variables, and makes a card', async () => {
    await startProvider({})
    const contexts: unknown[] = []
    const { load, onHandOver } = setUp([definePanel({
      ...common, id: 'own', needs: ['unionId', 'name'], variables: ['OWN_TOKEN'],
      load({ fetch: _fetch, signal: _signal, ...known }) {
        contexts.push(known)
        return card
      },
    })], { environment: { OWN_TOKEN: 't', NUXT_SESSION_PASSWORD: 'canary' } })
    expect(await load()).toEqual([{ panel: 'own', card }])
    expect(contexts).toEqual([{
      customer: { unionId: 'oZhang', name: '张伟' }, member: { userId: 'lin' }, locale: 'en', theme: 'light',
      variables: { OWN_TOKEN: 't' },
    }])
    // Nothing has left the server.
    expect(onHandOver).not.toHaveBeenCalled()
  })

  it('is not asked without a unionid that it needs, or without its variables', async () => {
    await startProvider({})
    let asked = 0
    const load = () => (asked += 1, card)
    const service = setUp([
      definePanel({ ...common, id: 'own', load }),
      definePanel({ ...common, id: 'unset', needs: [], variables: ['OWN_TOKEN'], load }),
    ])
    expect(await service.load({ profile: { ...profile, unionId: undefined } })).toMatchObject([
      { panel: 'own', problem: { code: 'union_id_missing' } },
      { panel: 'unset', problem: { code: 'panel_unavailable', detail: 'OWN_TOKEN is not set' } },
    ])
    expect(asked).toBe(0)
  })

  const circular: { self?: unknown } = {}
  circular.self = circular
  it.each<[string, () => unknown, object]>([
    ['throws', () => {
      throw new TypeError('about 张伟')
    }, { code: 'panel_unavailable', detail: 'TypeError' }],
    ['rejects with no error', () => Promise.reject('oops'), { code: 'panel_unavailable', detail: 'string' }],
    ['hangs', () => new Promise(() => {}), { code: 'panel_late' }],
    ['returns nothing', () => undefined, { code: 'panel_card_invalid', detail: 'the answer is not JSON' }],
    ['returns what is no JSON', () => circular, { code: 'panel_card_invalid', detail: 'it cannot be written as JSON' }],
    ['returns another shape', () => ({ version: 2, blocks: [] }), { code: 'panel_card_invalid' }],
    ['returns too much', () => ({ ...card, title: 'x'.repeat(70_000) }),
      { code: 'panel_card_invalid', detail: 'larger than 64 KB' }],
  ])('that %s hurts only its own card', async (_name, load, problem) => {
    await startProvider({})
    const service = setUp([
      definePanel({ ...common, id: 'bad', timeoutMs: 100, load: load as () => typeof card }),
      definePanel({ ...common, id: 'good', load: () => card }),
    ])
    const lines = await service.load()
    expect(lines).toContainEqual({ panel: 'good', card })
    expect(lines).toContainEqual({ panel: 'bad', problem: expect.objectContaining(problem) as object })
    expect(JSON.stringify([lines, service.calls()])).not.toContain('张伟')
    expect(service.onFailure).not.toHaveBeenCalled()
  })

  it.each<[string, Error, number]>([
    ['its system cannot be reached', new TypeError('fetch failed', { cause: refusedConnection }), 5],
    ['another error, which one customer may cause', new Error('no'), 7],
  ])('is not asked for a while after five outages in a row: %s', async (_what, error, times) => {
    await startProvider({})
    let asked = 0
    const { load } = setUp([definePanel({ ...common, id: 'bad', load: () => {
      asked += 1
      throw error
    } })])
    for (let i = 0; i < 7; i++) await load()
    expect(asked).toBe(times)
  })
})

describe('fetch of a panel in TypeScript', () => {
  it('reaches its origins, and each is a hand-over on record', async () => {
    const seen: unknown[] = []
    const { load, onHandOver } = await withSystem(
      (request, response, body) => (seen.push([request.method, request.headers['x-a'], body]), json(response, CARD)),
      async ({ fetch }, url) => {
        const answer = await fetch(`${url}/system?q=1`, { method: 'POST', headers: { 'x-a': 'b' }, body: 'text' })
        expect([answer.ok, await answer.json()]).toEqual([true, CARD])
        await fetch(`${url}/system`)
      },
    )
    expect(await load()).toEqual([{ panel: 'asks', card }])
    expect(seen).toEqual([['POST', 'b', 'text'], ['GET', undefined, '']])
    expect(onHandOver.mock.calls).toEqual([['asks', ['unionId'], upstream.url]])
  })

  it.each([
    ['another host', 'https://other.example.com/x'], ['another port', 'http://127.0.0.1:1/x'],
    ['the metadata of the cloud', 'http://169.254.169.254/latest'],
  ])('does not reach %s', async (_name, target) => {
    const { load, onHandOver } = await withSystem(hang, ({ fetch }) => fetch(target))
    expect(await load()).toMatchObject([{ problem: {
      code: 'panel_address_refused', detail: `${new URL(target).origin} is not in origins`,
    } }])
    expect(onHandOver).not.toHaveBeenCalled()
  })

  it('does not reach a private address unless it may', async () => {
    const { load } = await withSystem(hang, ({ fetch }, url) => fetch(`${url}/system`), isPublicAddress)
    expect(await load()).toMatchObject([{ problem: { code: 'panel_address_refused' } }])
    expect(upstream.calls).toEqual([])
  })

  it('follows no redirect, and reads no more than 1 MB', async () => {
    const statuses: number[] = []
    const redirected = await withSystem(
      (_request, response) => void response.writeHead(302, { location: 'https://other.example.com' }).end(),
      async ({ fetch }, url) => statuses.push((await fetch(`${url}/system`)).status),
    )
    await redirected.load()
    expect(statuses).toEqual([302])
    const large = await withSystem(
      (_request, response) => void response.end('x'.repeat(2 * 1024 * 1024)),
      ({ fetch }, url) => fetch(`${url}/system`),
    )
    expect(await large.load()).toMatchObject([{ problem: { detail: 'its system answered more than 1 MB' } }])
  })

  it('ends with the time of the panel, also when the panel does not wait for it', async () => {
    const signals: AbortSignal[] = []
    const { load } = await withSystem(hang, ({ fetch, signal }, url) => {
      signals.push(signal)
      void fetch(`${url}/system`)
      return Promise.resolve()
    })
    expect(await load()).toEqual([{ panel: 'asks', card }])
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    const waiting = await withSystem(hang, ({ fetch }, url) => fetch(`${url}/system`))
    expect(await waiting.load()).toMatchObject([{ problem: { code: 'panel_late' } }])
  })
})

describe('an action of a panel in TypeScript', () => {
  it('is done by act(), with the same key when it is tried again, and is on record', async () => {
    await startProvider({})
    const keys: string[] = []
    const stamp = { id: 'stamp', label: 'Stamp', kind: 'submit' as const }
    const { load, act, onHandOver } = setUp([definePanel({
      ...common, id: 'orders',
      load: () => ({ version: 1, blocks: [{ type: 'actions', actions: [stamp] }] }),
      act: ({ action, idempotencyKey }) => (keys.push(idempotencyKey), { version: 1, message: `${action.id} done` }),
    })])
    const [line] = await load()
    const blocks = 'card' in line! ? line.card.blocks : []
    const [shown] = blocks.flatMap(block => block.type === 'actions' ? block.actions : [])
    const ticket = (shown as { ticket: string }).ticket
    for (let i = 0; i < 2; i++) expect(await act({ action: 'stamp', ticket })).toMatchObject({ message: 'stamp done' })
    expect(new Set(keys).size).toBe(1)
    expect(keys).toHaveLength(2)
    expect(onHandOver.mock.calls).toEqual(Array(2).fill(['orders', ['unionId']]))
  })
})
