import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import drafts from '../../../examples/panels/drafts.ts'
import espocrm from '../../../examples/panels/espocrm.ts'
import tickets from '../../../examples/panels/tickets.ts'
import { readCodePanels } from '../../../server/config/code-panel.ts'
import { createCodePanel } from '../../../server/panels/code-panel.ts'
import { isUsableAddress } from '../../../server/upstream/address-rules.ts'
import { createGuardedTransport } from '../../../server/upstream/guarded-transport.ts'
import type { Fetch } from '../../../server/upstream/transport.ts'
import type { PanelDefinition } from '../../../shared/define-panel.ts'
import { json } from '../../support/upstream.ts'
import { setUpPanels, startProvider, upstream } from '../panels/provider.ts'
import type { Answer } from '../panels/provider.ts'

/** Loads an example whose system answers these paths. */
async function cardOf(example: PanelDefinition, answers: Record<string, Answer>) {
  await startProvider(answers)
  const guarded = createGuardedTransport(isUsableAddress)
  /** The system of the example is on this machine. */
  const fetch: Fetch = (url, init) => guarded(url.replace(example.origins![0]!, upstream.url), init)
  const environment = { TICKETS_TOKEN: 'key', MODEL_API_KEY: 'key', ESPOCRM_API_KEY: 'key' }
  const [config] = readCodePanels({ example }, [], environment)
  const { load, onHandOver } = setUpPanels([createCodePanel(config!, fetch)])
  const [line] = await load()
  return { line, handedOver: onHandOver.mock.calls.map(([, ...what]) => what) }
}

describe('the examples of panels in TypeScript', () => {
  it('tickets, in 20 lines: those of the customer', async () => {
    const text = readFileSync(new URL('../../../examples/panels/tickets.ts', import.meta.url), 'utf8')
    expect(text.trim().split('\n').length).toBeLessThanOrEqual(20)
    const { line, handedOver } = await cardOf(tickets, { tickets: (request, response) => {
      expect([request.url, request.headers.authorization]).toEqual(['/tickets?customer=oZhang', 'Bearer key'])
      json(response, [{ number: 'T-7', subject: 'Loose leg', state: 'open' }])
    } })
    expect(line).toMatchObject({ panel: 'tickets', card: {
      badge: '1', blocks: [{ type: 'list', items: [{ title: 'Loose leg', meta: 'T-7', detail: 'open' }] }],
    } })
    expect(handedOver).toEqual([[['unionId'], 'https://tickets.example.com']])
  })

  it('tickets: a system that refuses has no card', async () => {
    const { line } = await cardOf(tickets, { tickets: (_request, response) => json(response, {}, 403) })
    expect(line).toMatchObject({ problem: { code: 'panel_unavailable', detail: 'Error' } })
  })

  it('drafts: a suggestion of a model, which gets neither name nor id', async () => {
    let asked = ''
    const { line } = await cardOf(drafts, { 'v1/chat/completions': (request, response, body) => {
      expect([request.method, request.headers.authorization]).toEqual(['POST', 'Bearer key'])
      asked = body
      // The shape of a chat completion of OpenAI's API.
      json(response, {
        id: 'chatcmpl-1', object: 'chat.completion', created: 1_700_000_000, model: 'small-2026',
        choices: [{ index: 0, message: { role: 'assistant', content: ' 您好！ ' }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 20, completion_tokens: 4, total_tokens: 24 },
      })
    } })
    expect(line).toMatchObject({ card: { blocks: [{ type: 'draft', text: '您好！', source: 'small-2026' }] } })
    const { messages } = JSON.parse(asked) as { messages: { role: string, content: string }[] }
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(JSON.parse(messages[1]!.content)).toEqual({ remark: '老张', tags: [] })
    expect(asked).not.toMatch(/oZhang|wmZhang|张伟/)
  })

  it('drafts: a model that says nothing suggests nothing', async () => {
    const { line } = await cardOf(drafts, {
      'v1/chat/completions': (_request, response) => json(response, { model: 'small', choices: [] }),
    })
    expect(line).toMatchObject({ card: { blocks: [] } })
  })

  it('EspoCRM: the contact with the unionid, and its open opportunities', async () => {
    const { line } = await cardOf(espocrm, {
      'api/v1/Contact': (request, response) => {
        const query = new URL(request.url!, 'http://crm').searchParams
        expect(request.headers['x-api-key']).toBe('key')
        expect(['type', 'attribute', 'value'].map(name => query.get(`where[0][${name}]`)))
          .toEqual(['equals', 'cWechatUnionId', 'oZhang'])
        json(response, { total: 1, list: [
          { id: 'c1', name: '张伟', accountName: '木作', assignedUserName: null },
        ] })
      },
      'api/v1/Contact/c1/opportunities': (request, response) => {
        expect(new URL(request.url!, 'http://crm').searchParams.get('primaryFilter')).toBe('open')
        json(response, { total: 2, list: [
          { id: 'o1', name: '餐桌 20 张', stage: 'Proposal', amount: 65_600, amountCurrency: 'CNY' },
          { id: 'o2', name: '椅子', stage: 'Qualification', amount: null, amountCurrency: null },
        ] })
      },
    })
    expect(line).toMatchObject({ card: { badge: '2', blocks: [
      { type: 'fields', fields: [{ value: '木作' }, { value: '–' }] },
      { type: 'list', items: [
        { title: '餐桌 20 张', detail: 'Proposal', meta: 'CNY 65600', url: 'https://crm.example.com/#Opportunity/view/o1' },
        { title: '椅子', detail: 'Qualification' },
      ] },
    ] } })
  })

  it('EspoCRM: says that the customer is not there', async () => {
    const { line } = await cardOf(espocrm, {
      'api/v1/Contact': (_request, response) => json(response, { total: 0, list: [] }),
    })
    expect(line).toMatchObject({ card: { blocks: [{ type: 'notice', text: 'Not in the CRM' }] } })
  })
})
