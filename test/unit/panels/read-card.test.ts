import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PanelFailure } from '../../../server/panels/panel-failure.ts'
import { readActionAnswer, readCard, showCard } from '../../../server/panels/read-card.ts'
import type { Card } from '../../../shared/types/card.ts'
import type { Language } from '../../../shared/utils/language.ts'
import { HOSTILE_TEXTS } from '../../support/hostile-texts.ts'

const read = (card: unknown) => readCard(JSON.stringify(card))
const withBlock = (block: unknown) => ({ version: 1, blocks: [block] })

/** @returns the detail of the refusal */
function detailOf(text: string): string {
  try {
    readCard(text)
  }
  catch (error) {
    if (error instanceof PanelFailure && error.code === 'panel_card_invalid') return error.detail!
    throw error
  }
  return 'none'
}

const BLOCKS = [
  { type: 'fields', fields: [{ label: 'Last order', value: 'A-42', copyable: true, tone: 'good' }] },
  { type: 'list', items: [{ title: 'A', detail: 'b', meta: 'c', tone: 'bad', image: 'https://a.cn/i.png', url: 'https://a.cn' }] },
  { type: 'table', columns: [{ label: 'A', align: 'end' }], rows: [['1'], ['2']] },
  { type: 'metrics', metrics: [{ label: 'Spent', value: '¥12', trend: 'up' }] },
  { type: 'timeline', events: [{ at: '2026-03-01T08:00:00Z', title: 'Paid' }] },
  { type: 'notice', text: 'Careful', tone: 'warning' },
  { type: 'actions', actions: [{ id: 'crm', label: 'Open', kind: 'open', url: 'https://crm.example.com/?a=1#b' }] },
  { type: 'actions', actions: [{ id: 'refund', label: 'Refund', kind: 'submit', confirm: 'Really?', fields: [
    { name: 'reason', label: 'Reason', type: 'multiline', required: true },
    { name: 'way', label: 'Way', type: 'select', value: 'bank', options: [{ value: 'bank', label: 'Bank' }] },
  ] }] },
  { type: 'actions', actions: [
    { id: 'pay', label: 'Pay', kind: 'send', message: {
      type: 'link', title: 'Pay', description: 'A-42', url: 'https://a.cn', image: 'https://a.cn/i.png',
    } },
    { id: 'shop', label: 'Shop', kind: 'send', message: {
      type: 'miniProgram', appId: 'wx0123456789abcdef', page: 'pages/order.html?id=42', title: 'A-42',
    } },
    { id: 'say', label: 'Say', kind: 'send', message: { type: 'text', text: 'Dear customer' } },
    { id: 'vip', label: 'VIP', kind: 'tag', add: [{ name: 'VIP', group: 'Level' }], remove: [{ name: 'New' }] },
    { id: 'name', label: 'Rename', kind: 'remark', text: 'Zhang, A-42' },
    { id: 'call', label: 'Call', kind: 'remind', text: 'Call back', dueAt: '2026-03-01T08:00:00+08:00' },
  ] },
  { type: 'draft', text: 'Dear customer', source: 'model' },
]
const action = (of: object) => withBlock({ type: 'actions', actions: [{ id: 'a', label: 'a', ...of }] })
const sending = (message: object) => action({ kind: 'send', message })

describe('readCard', () => {
  it('takes the smallest card and every block of version 1', () => {
    const smallest = {
      version: 1, title: 'Orders', blocks: [{ type: 'fields', fields: [{ label: 'Last order', value: 'A-42' }] }],
    }
    expect(read(smallest)).toEqual(smallest)
    const whole = { version: 1, badge: '3', updatedAt: '2026-03-01T08:00:00+08:00', blocks: BLOCKS }
    expect(read(whole)).toEqual(whole)
  })

  it('keeps blocks and actions of later versions as unknown, and drops unknown fields', () => {
    expect(read(withBlock({ type: 'chart', points: [1] })).blocks).toEqual([{ type: 'unknown' }])
    expect(read(withBlock({ type: '__proto__' })).blocks).toEqual([{ type: 'unknown' }])
    expect(read(withBlock({ type: 'actions', actions: [{ id: 'x', label: 'X', kind: 'call', url: 'x' }] })).blocks)
      .toEqual([{ type: 'actions', actions: [{ id: 'x', label: 'X', kind: 'unknown' }] }])
    expect(read({ ...withBlock({ type: 'notice', text: 'a', html: '<b>' }), extra: 1 }).blocks)
      .toEqual([{ type: 'notice', text: 'a' }])
  })

  it.each<[string, unknown, string]>([
    ['a choice that is not offered', withBlock({ type: 'actions', actions: [
      { id: 'refund', label: 'Refund', kind: 'submit', fields: [
        { name: 'way', label: 'Way', type: 'select', value: 'cash', options: [{ value: 'bank', label: 'Bank' }] },
      ] },
    ] }), 'blocks.0.actions.0.fields.0.value: expected one of its options'],
    ['an empty message', sending({ type: 'text', text: ' ' }), 'blocks.0.actions.0.message.text: '],
    ['a long message', sending({ type: 'text', text: 'x'.repeat(501) }), 'message.text: longer than 500'],
    ['another message', sending({ type: 'file', mediaid: 'm' }), 'blocks.0.actions.0.message.type'],
    ['a page that WeChat would not open', sending({
      type: 'miniProgram', appId: 'wx0123456789abcdef', page: 'pages/order', title: 'A',
    }), 'blocks.0.actions.0.message.page: '],
    ['a tag without a name', action({ kind: 'tag', add: [{}] }), 'blocks.0.actions.0.add.0.name: '],
    ['a remark that WeCom would not take', action({ kind: 'remark', text: 'x'.repeat(21) }),
      'blocks.0.actions.0.text: longer than 20'],
    ['a time without a zone', action({ kind: 'remind', text: 'a', dueAt: 'tomorrow' }), 'blocks.0.actions.0.dueAt: '],
    ['another version', { version: 2, blocks: [] }, 'version: expected 1'],
    ['no blocks', { version: 1 }, 'blocks: expected '],
    ['no object', 'card', 'the card: expected Object'],
    ['a number as text', withBlock({ type: 'notice', text: 42 }), 'blocks.0.text: expected '],
    ['a text in one language', withBlock({ type: 'notice', text: { en: 'a' } }), 'blocks.0.text'],
    ['no type', withBlock({}), 'blocks.0.type: expected '],
    ['too many blocks', { version: 1, blocks: Array(21).fill(BLOCKS[0]) }, 'blocks: longer than 20'],
    ['500 rows of 1,000 cells',
      withBlock({ type: 'table', columns: [], rows: Array(500).fill(Array(1_000).fill('x')) }), 'blocks.0.rows'],
  ])('refuses with the path: %s', (_what, card, detail) => {
    expect(detailOf(JSON.stringify(card))).toContain(detail)
  })

  it('refuses what is not JSON', () => {
    for (const text of ['', '<html>', '{', 'undefined']) expect(detailOf(text)).toBe('the answer is not JSON')
  })

  it.each([
    'http://a.cn', 'javascript:alert(1)', 'JavaScript:alert(1)', ' https://a.cn', 'https://a.cn\n', '//a.cn', '/a',
    'data:text/html,x', 'weixin://x', 'https:a.cn', 'https://', 'https://user:pw@a.cn', 'https://a.cn@b.cn', 'https://a.cn\\@b.cn',
    'https://a.cn/\u202Egnp', 'https://[::1', 'https://а.cn', 'blob:https://a.cn/1', 'vbscript:x', 'file:///etc/passwd',
  ])('refuses the link %s wherever links are', (url) => {
    const blocks = [
      { type: 'list', items: [{ title: 'a', url }] },
      { type: 'list', items: [{ title: 'a', image: url }] },
      { type: 'actions', actions: [{ id: 'a', label: 'a', kind: 'open', url }] },
    ]
    const [ofLink, ofImage] = [{ url }, { url: 'https://a.cn', image: url }].map(links =>
      sending({ type: 'link', title: 'a', ...links }))
    for (const card of [ofLink, ofImage]) {
      expect(detailOf(JSON.stringify(card))).toMatch(/^blocks\.0\.actions\.0\.message\.(?:url|image): /)
    }
    for (const block of blocks) expect(detailOf(JSON.stringify(withBlock(block)))).toMatch(/^blocks\.0\.\w+\.0\.\w+: /)
  })

  it('throws nothing else, and never quotes the answer', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(...BLOCKS), (value, block) => {
      const [list] = Object.keys(block).filter(key => key !== 'type')
      const canary = JSON.stringify({ CANARY: value })
      for (const card of [value, withBlock(value), withBlock({ ...block, [list!]: JSON.parse(canary) })]) {
        expect(detailOf(JSON.stringify(card))).not.toContain('CANARY')
      }
    }))
  })
})

/** A card in a language, without tickets. */
const shown = (card: Card, language: Language, images: string[] = []) =>
  showCard(card, { language, images, ticketOf: () => '' })

describe('readActionAnswer', () => {
  const readAnswer = (answer: unknown) => readActionAnswer(JSON.stringify(answer))

  it('takes a card or a message', () => {
    const card = { version: 1, blocks: BLOCKS }
    const message = { version: 1, message: { zh: '已取消', en: 'Cancelled' }, tone: 'good' }
    expect([readAnswer(card), readAnswer({ ...message, html: '<b>' })]).toEqual([card, message])
  })

  it('refuses everything else with the path', () => {
    const refusalOf = (answer: unknown) => expect(() => readAnswer(answer))
    refusalOf({ version: 1, message: 'x'.repeat(2_001) }).toThrow('(message: ')
    refusalOf({ version: 2, message: 'x' }).toThrow('(version: expected 1)')
    refusalOf({ version: 1 }).toThrow('(blocks: ')
    refusalOf(null).toThrow('(the card: ')
  })
})

describe('showCard', () => {
  it('has the texts of one language', () => {
    const card = read({ version: 1, title: { zh: '订单', en: 'Orders' }, blocks: [
      { type: 'table', columns: [{ label: { zh: '号', en: 'No.' } }], rows: [['1'], [{ zh: '二', en: 'two' }]] },
    ] })
    expect(shown(card, 'en')).toMatchObject({ title: 'Orders', blocks: [{ rows: [['1'], ['two']] }] })
    expect(shown(card, 'zh-CN')).toMatchObject({ title: '订单', blocks: [{ columns: [{ label: '号' }] }] })
  })

  it('has images of the declared origins only', () => {
    const card = read(withBlock({ type: 'list', items: [
      { title: 'ours', image: 'https://img.example.com/1.png' }, { title: 'foreign', image: 'https://evil.example/1.png' },
    ] }))
    const { blocks: [list] } = shown(card, 'en', ['https://img.example.com'])
    expect(list).toEqual({ type: 'list', items: [
      { title: 'ours', image: 'https://img.example.com/1.png' }, { title: 'foreign' },
    ] })
  })

  it('has a ticket for each action of the provider, and none that the provider has made', () => {
    const actions = [
      { id: 'refund', label: 'Refund', kind: 'submit', ticket: 'forged' },
      { id: 'crm', label: 'Open', kind: 'open', url: 'https://crm.example.com', ticket: 'forged' },
    ]
    const card = showCard(read(withBlock({ type: 'actions', actions })), {
      language: 'en', images: [], ticketOf: ({ id }) => `ticket of ${id}`,
    })
    expect(card.blocks).toEqual([{ type: 'actions', actions: [
      { id: 'refund', label: 'Refund', kind: 'submit', ticket: 'ticket of refund' },
      { id: 'crm', label: 'Open', kind: 'open', url: 'https://crm.example.com' },
    ] }])
  })

  it('changes no text', () => {
    for (const text of HOSTILE_TEXTS) {
      expect(shown(read(withBlock({ type: 'notice', text })), 'en').blocks).toEqual([{ type: 'notice', text }])
    }
  })
})

describe('docs/panel-card.schema.json', () => {
  it('is a schema of an object with these blocks', () => {
    const text = readFileSync(new URL('../../../docs/panel-card.schema.json', import.meta.url), 'utf8')
    for (const { type } of BLOCKS) expect(text).toContain(`"const": "${type}"`)
  })
})
