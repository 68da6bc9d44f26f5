import { mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  PanelActions, PanelCard, PanelDraft, PanelFrame, PanelOrderDialog, PanelProblem, PanelSection,
} from '#components'
import type { FormField, PageAction, ShownCard, SubmitAction } from '#shared/types/card.ts'
import type { PanelRun } from '~/browser/panels/panel-action'
import type { PanelEditing } from '~/browser/panels/panel-edits'
import type { OfferedMessage } from '~/composables/useReplySending'
import { useUnsavedWork } from '~/composables/useUnsavedWork'
import { PANEL_TEXTS } from '~/i18n/panel-texts'
import { DANGEROUS_LINKS } from '../../support/dangerous-links'
import { eventually } from '../../support/eventually'
import { HOSTILE_TEXTS } from '../../support/hostile-texts'
import { messages } from '../support/messages'
import { servePage } from '../support/page'

const t = PANEL_TEXTS.en

beforeEach(() => servePage({ member: { userId: 'lin', admin: false } }))

/** A card with a text in every place of a text, and a link in every place of a link. */
const cardOf = (text: string, url = 'https://crm.example.com/'): ShownCard => ({
  version: 1, title: text, badge: text,
  blocks: [
    { type: 'fields', fields: [{ label: text, value: text, copyable: true, tone: 'good' }] },
    { type: 'list', items: [{ title: text, detail: text, meta: text, tone: 'bad', image: url, url }] },
    { type: 'table', columns: [{ label: text, align: 'end' }], rows: [[text]] },
    { type: 'metrics', metrics: [{ label: text, value: text, trend: 'up' }] },
    { type: 'timeline', events: [{ at: '2026-03-01T08:00:00Z', title: text, detail: text }] },
    { type: 'notice', text, tone: 'warning' },
    { type: 'actions', actions: [
      { id: 'a', label: text, kind: 'open', url }, { id: 'b', label: text, kind: 'unknown' },
      { id: 'c', label: text, kind: 'submit' }, { id: 'd', label: text, kind: 'tag', add: [{ name: text }] },
      { id: 'e', label: text, kind: 'send', message: { type: 'text', text } },
      { id: 'f', label: text, kind: 'remark', text },
    ] },
    { type: 'draft', text, source: text },
    { type: 'unknown' },
  ],
})
const OWN = /^(?:DIV|SPAN|P|DL|DT|DD|UL|OL|LI|A|IMG|BDI|BUTTON|SVG|PATH|RECT|TABLE|THEAD|TBODY|TR|TH|TD|TIME)$/i

describe('a card', () => {
  it('shows every block, and 300 hostile texts as text', async () => {
    const shown = await mountSuspended(PanelCard, { props: {
      card: cardOf('x'), canReply: true, edits: { can: { tag: true, remark: true, remind: true } },
    } })
    for (const text of HOSTILE_TEXTS) {
      await shown.setProps({ card: cardOf(text) })
      const elements = [...shown.element.querySelectorAll('*')]
      expect(elements.filter(({ tagName }) => !OWN.test(tagName)), text).toEqual([])
      const handlers = elements.flatMap(element => element.getAttributeNames()).filter(name => name.startsWith('on'))
      expect(handlers, text).toEqual([])
      const seen = text.split(/[^\P{C}\n\t]/u).join('')
      expect([...shown.element.querySelectorAll('bdi')].filter(part => part.textContent === seen)).toHaveLength(21)
    }
  })

  it('makes no dangerous link or image, even if the server let one through', async () => {
    const shown = await mountSuspended(PanelCard, { props: { card: cardOf('x') } })
    for (const url of DANGEROUS_LINKS) {
      await shown.setProps({ card: cardOf('x', url) })
      for (const part of shown.element.querySelectorAll('[href], [src]')) {
        expect(part.getAttribute('href') ?? part.getAttribute('src'), url).toMatch(/^https:\/\//)
      }
    }
  })

  it('opens links in the browser, without telling where they were', async () => {
    const { element } = await mountSuspended(PanelCard, { props: { card: cardOf('x') } })
    const links = [...element.querySelectorAll('a')]
    expect(links).toHaveLength(2)
    for (const link of links) {
      expect([link.target, link.rel]).toEqual(['_blank', 'noopener noreferrer'])
    }
    expect(element.querySelector('img')!.getAttribute('referrerpolicy')).toBe('no-referrer')
  })

  it('says quietly what it cannot show', async () => {
    const { element } = await mountSuspended(PanelCard, { props: {
      card: { version: 1, blocks: [{ type: 'unknown' }] },
    } })
    expect(element.textContent).toContain(t.newer)
    const empty = await mountSuspended(PanelCard, { props: { card: { version: 1, blocks: [] } } })
    expect(empty.text()).toBe(t.empty)
  })
})

describe('a draft', () => {
  it('is sent by a click in the reply box only, as the member has changed it', async () => {
    const shown = await mountSuspended(PanelDraft, { props: { text: 'Dear customer', canReply: true } })
    await shown.get('button').trigger('click')
    expect(shown.emitted('reply')).toBeUndefined()
    await shown.get('textarea').setValue('Dear Lin')
    const [send] = shown.findAll('button')
    expect(send!.text()).toBe(t.send)
    await send!.trigger('click')
    const [[offered]] = shown.emitted<[OfferedMessage]>('reply')! as [[OfferedMessage]]
    expect(offered.text).toBe('Dear Lin')
    expect(shown.get('textarea').element.value, 'while it is being sent, or when that fails').toBe('Dear Lin')
    offered.onSent!()
    await nextTick()
    expect(shown.find('textarea').exists()).toBe(false)
  })

  it('keeps what was typed while the text before it was being sent', async () => {
    const shown = await mountSuspended(PanelDraft, { props: { text: 'Dear customer', canReply: true } })
    await shown.get('button').trigger('click')
    await shown.findAll('button')[0]!.trigger('click')
    await shown.get('textarea').setValue('Dear customer, one more thing')
    const [[offered]] = shown.emitted<[OfferedMessage]>('reply')! as [[OfferedMessage]]
    offered.onSent!()
    await nextTick()
    expect(shown.get('textarea').element.value).toBe('Dear customer, one more thing')
    shown.unmount()
  })

  it('leaves the reply box when the provider replaces it', async () => {
    const shown = await mountSuspended(PanelDraft, { props: { text: 'of A', canReply: true } })
    await shown.get('button').trigger('click')
    await shown.setProps({ text: 'of B' })
    expect(shown.find('textarea').exists()).toBe(false)
  })

  it('that was changed is unsaved, and stays when the provider replaces it or the member presses Escape', async () => {
    const shown = await mountSuspended(PanelDraft, {
      props: { text: 'of A', canReply: true }, attachTo: document.body,
    })
    const { exists } = await useNuxtApp().runWithContext(() => useUnsavedWork())
    const escape = () => shown.get('textarea').trigger('keydown', { key: 'Escape' })
    await shown.get('button').trigger('click')
    expect(exists()).toBe(false)
    await escape()
    expect([shown.find('textarea').exists(), shown.findAll('button').map(button => button.text())])
      .toEqual([false, [t.useDraft]])
    await shown.get('button').trigger('click')
    await shown.get('textarea').setValue('of Lin')
    await shown.setProps({ text: 'of B' })
    expect([shown.get('textarea').element.value, exists()]).toEqual(['of Lin', true])
    await escape()
    const offer = shown.get(`[aria-label="${t.reply} · ${messages.en.edit.kept}"]`)
    expect([offer.text().includes('of Lin'), exists()]).toEqual([true, true])
    await nextTick()
    expect(document.activeElement).toBe(offer.get('button').element)
    await offer.get('button').trigger('click')
    expect(shown.get('textarea').element.value).toBe('of Lin')
    await shown.findAll('button').at(-1)!.trigger('click')
    expect([shown.find('textarea').exists(), exists()]).toEqual([false, false])
    await shown.get('button').trigger('click')
    expect(shown.get('textarea').element.value).toBe('of B')
    shown.unmount()
  })

  it('tells each change, and when nothing is left to keep', async () => {
    const shown = await mountSuspended(PanelDraft, { props: { text: 'of A', canReply: true } })
    await shown.get('button').trigger('click')
    for (const text of ['of Lin', 'of A', 'of Lin']) await shown.get('textarea').setValue(text)
    await shown.findAll('button')[0]!.trigger('click')
    const [[offered]] = shown.emitted<[OfferedMessage]>('reply')! as [[OfferedMessage]]
    offered.onSent!()
    expect(shown.emitted('typed')).toEqual([['of Lin'], [undefined], ['of Lin'], [undefined]])
    shown.unmount()
  })

  it.each(['with the card', 'later'])('that an earlier page kept is offered again: %s', async (when) => {
    const kept = 'of Lin'
    const shown = await mountSuspended(PanelDraft, {
      props: { text: 'of A', canReply: true, ...when === 'with the card' && { kept } },
    })
    await shown.setProps({ kept })
    const offer = () => shown.find(`[aria-label="${t.reply} · ${messages.en.edit.kept}"]`)
    expect([offer().text().includes(kept), shown.text().includes('of A')]).toEqual([true, true])
    await offer().get('button').trigger('click')
    expect(shown.get('textarea').element.value).toBe(kept)
    await shown.get('textarea').setValue('of A')
    await shown.findAll('button').at(-1)!.trigger('click')
    expect([offer().exists(), shown.emitted('typed')!.slice(-2)]).toEqual([false, [['of A'], [undefined]]])
  })

  it('of a card is kept by the index of its block', async () => {
    const drafts = ['of A', 'of B'].map(text => ({ type: 'draft', text } as const))
    const card: ShownCard = { version: 1, blocks: [{ type: 'notice', text: 'A-42' }, ...drafts] }
    const shown = await mountSuspended(PanelCard, {
      props: { card, canReply: true, typed: { replies: { 1: 'of Lin' } } },
    })
    await eventually(() => shown.findAllComponents(PanelDraft).length === 2)
    const [first, second] = shown.findAllComponents(PanelDraft)
    expect([first!.text().includes('of Lin'), second!.text().includes('of Lin')]).toEqual([true, false])
    await second!.get('button').trigger('click')
    await second!.get('textarea').setValue('to B')
    expect(shown.emitted('written')).toEqual([[2, 'to B']])
    shown.unmount()
  })

  it('is only read where no reply can be sent', async () => {
    const shown = await mountSuspended(PanelDraft, { props: { text: 'Dear customer' } })
    expect([shown.text().includes('Dear customer'), shown.find('button').exists()]).toEqual([true, false])
  })
})

describe('an action', () => {
  const refund: SubmitAction<string> = { id: 'refund', label: 'Refund', kind: 'submit', ticket: 'T' }
  const reason: FormField<string> = { name: 'reason', label: 'Reason', type: 'text', required: true }
  const mount = (action: SubmitAction<string>) => mountSuspended(PanelActions, { props: { actions: [
    action, { id: 'stamp', label: 'Stamp', kind: 'submit' },
  ] }, attachTo: document.body })
  type Shown = Awaited<ReturnType<typeof mount>>
  const runsOf = (shown: Shown) => (shown.emitted<[PanelRun]>('act') ?? []).map(([run]) => run)
  const dialog = (shown: Shown) => shown.find('dialog')

  it('runs at once, and meanwhile no other does', async () => {
    const shown = await mount(refund)
    const [first, second] = shown.findAll('button')
    await first!.trigger('click')
    const [run] = runsOf(shown)
    expect(run).toMatchObject({ action: refund, input: {} })
    await shown.setProps({ last: { run: run!, status: 'running' } })
    expect([first!.attributes('aria-busy'), second!.attributes('disabled')]).toEqual(['true', ''])
    await first!.trigger('click')
    expect(runsOf(shown)).toHaveLength(1)
    await shown.setProps({ last: { run: run!, status: 'failed', problem: { code: 'panel_late', message: '' } } })
    expect(shown.get('[role=alert]').text()).toContain(t.problems.panel_late)
    await shown.findAll('button').at(-1)!.trigger('click')
    expect(runsOf(shown), 'the same key, so that it is done once').toEqual([run, run])
    await first!.trigger('click')
    expect(runsOf(shown)[2], 'the button is the same way to try again').toEqual(run)
    await shown.setProps({ last: { run: run!, status: 'done' } })
    await first!.trigger('click')
    expect(runsOf(shown)[3]!.key).not.toBe(run!.key)
  })

  it('asks before it runs, when the provider wants that', async () => {
    const shown = await mount({ ...refund, confirm: 'The money leaves today.' })
    await shown.get('button').trigger('click')
    expect([dialog(shown).text().includes('The money leaves today.'), runsOf(shown)]).toEqual([true, []])
    await dialog(shown).get('form').trigger('submit')
    const [run] = runsOf(shown)
    expect(run).toMatchObject({ input: {} })
    await shown.setProps({ last: { run: run!, status: 'failed', problem: { code: 'panel_late', message: '' } } })
    await dialog(shown).get('[type=button]').trigger('click')
    expect(dialog(shown).exists()).toBe(false)
    await shown.get('button').trigger('click')
    await dialog(shown).get('form').trigger('submit')
    expect(runsOf(shown)[1], 'it may have arrived').toEqual(run)
    await shown.setProps({ last: { run: run!, status: 'done' } })
    expect(dialog(shown).exists()).toBe(false)
    await shown.get('button').trigger('click')
    await dialog(shown).get('form').trigger('submit')
    expect(runsOf(shown)[2]!.key).not.toBe(run!.key)
  })

  it('keeps what was typed until it is done', async () => {
    const note: FormField<string> = { name: 'note', label: 'Note', type: 'multiline', value: 'n' }
    const shown = await mount({ ...refund, fields: [reason, note] })
    await shown.get('button').trigger('click')
    expect(dialog(shown).get('input').attributes()).toMatchObject({ required: '', maxlength: '200' })
    await dialog(shown).get('input').setValue('broken')
    await dialog(shown).get('form').trigger('submit')
    const [run] = runsOf(shown)
    expect(run!.input).toEqual({ reason: 'broken', note: 'n' })
    await shown.setProps({ last: { run: run!, status: 'running' } })
    expect(dialog(shown).get('input').attributes('readonly')).toBe('')
    await dialog(shown).get('form').trigger('submit')
    expect(runsOf(shown)).toHaveLength(1)
    await shown.setProps({ last: { run: run!, status: 'failed', problem: { code: 'panel_late', message: '' } } })
    expect(dialog(shown).get('[role=alert]').text()).toContain(t.problems.panel_late)
    await dialog(shown).get('form').trigger('submit')
    expect(runsOf(shown)[1], 'it may have arrived').toEqual(run)
    await shown.setProps({ last: { run: run!, status: 'done', message: 'Too late for that', tone: 'bad' } })
    expect(dialog(shown).get('[role=alert]').text()).toBe('Too late for that')
    expect(dialog(shown).get('input').element.value).toBe('broken')
    await dialog(shown).get('form').trigger('submit')
    const again = runsOf(shown)[2]!
    expect(again.input).toEqual(run!.input)
    expect(again.key, 'the refusal was an answer').not.toBe(run!.key)
    await shown.setProps({ last: { run: run!, status: 'done', message: 'Refunded' } })
    expect(dialog(shown).exists()).toBe(false)
  })

  it('counts what was typed as unsaved until it is done, and offers it when it is opened again', async () => {
    const note: FormField<string> = { name: 'note', label: 'Note', type: 'multiline', value: 'n' }
    const shown = await mount({ ...refund, fields: [reason, note] })
    const { exists } = await useNuxtApp().runWithContext(() => useUnsavedWork())
    const reopen = async () => {
      if (dialog(shown).exists()) await dialog(shown).findAll('button').at(-2)!.trigger('click')
      expect(dialog(shown).exists()).toBe(false)
      await shown.get('button').trigger('click')
      return [dialog(shown).get('input').element.value, dialog(shown).get('textarea').element.value]
    }
    expect([await reopen(), exists()]).toEqual([['', 'n'], false])
    await dialog(shown).get('input').setValue('broken')
    expect([exists(), await reopen(), exists()]).toEqual([true, ['broken', 'n'], true])
    await dialog(shown).get('input').setValue('')
    expect(exists()).toBe(false)
    await dialog(shown).get('input').setValue('late')
    await dialog(shown).get('form').trigger('submit')
    const [run] = runsOf(shown)
    await shown.setProps({ last: { run: run!, status: 'failed', problem: { code: 'panel_late', message: '' } } })
    expect([exists(), await reopen()]).toEqual([true, ['late', 'n']])
    await dialog(shown).get('form').trigger('submit')
    expect(runsOf(shown)[1], 'it may have arrived').toEqual(run)
    await shown.setProps({ last: { run: run!, status: 'done' } })
    expect([exists(), await reopen()]).toEqual([false, ['', 'n']])
    await dialog(shown).get('input').setValue('of this customer')
    expect(exists()).toBe(true)
    shown.unmount()
    expect(exists()).toBe(false)
  })

  it('begins with what was typed before, also when that comes late, and tells what is typed now', async () => {
    const shown = await mount({ ...refund, fields: [reason] })
    await shown.setProps({ forms: { refund: { input: { reason: 'late' }, key: 'kept' } } })
    await shown.get('button').trigger('click')
    expect(dialog(shown).get('input').element.value).toBe('late')
    await dialog(shown).get('form').trigger('submit')
    const [run] = runsOf(shown)
    expect(run).toMatchObject({ key: 'kept', input: { reason: 'late' } })
    await dialog(shown).get('input').setValue('broken')
    expect(shown.emitted('typed')!.at(-1)).toEqual(['refund', { input: { reason: 'broken' }, key: 'kept' }])
    await shown.setProps({ last: { run: run!, status: 'done' } })
    expect(shown.emitted('typed')!.at(-1)).toEqual(['refund', undefined])
    shown.unmount()
  })

  it('in another block of the card is unsaved there only', async () => {
    const { exists } = await useNuxtApp().runWithContext(() => useUnsavedWork())
    const shown = await mount({ ...refund, fields: [reason] })
    await shown.setProps({ forms: { cancel: { input: { reason: 'late' }, key: 'kept' } } })
    expect(exists()).toBe(false)
    shown.unmount()
  })

  it('of a card that was too old keeps the text, and is sent with the ticket of the newer card', async () => {
    const way: FormField<string> = { name: 'way', label: 'Way', type: 'select', options: [
      { value: 'bank', label: 'Bank' }, { value: 'cash', label: 'Cash' },
    ] }
    const shown = await mount({ ...refund, fields: [reason, way] })
    await shown.get('button').trigger('click')
    await dialog(shown).get('input').setValue('broken')
    await dialog(shown).get('select').setValue('cash')
    await dialog(shown).get('form').trigger('submit')
    const [run] = runsOf(shown)
    const problem = { code: 'panel_action_outdated' as const, message: '' }
    await shown.setProps({ last: { run: run!, status: 'failed', problem } })
    const fields: FormField<string>[] = [
      reason, { ...way, options: way.options.slice(0, 1) }, { name: 'more', label: 'More', type: 'text', value: 'm' },
    ]
    await shown.setProps({ actions: [{ ...refund, ticket: 'T2', fields }] })
    expect(dialog(shown).get('[role=alert]').text()).toContain(t.problems.panel_action_outdated)
    await dialog(shown).get('form').trigger('submit')
    expect(runsOf(shown)[1]).toMatchObject({
      action: { ticket: 'T2' }, input: { reason: 'broken', way: '', more: 'm' }, key: run!.key,
    })
  })

  it('without a form is tried again with the ticket of the newer card', async () => {
    const shown = await mount(refund)
    await shown.get('button').trigger('click')
    const [run] = runsOf(shown)
    const problem = { code: 'panel_action_outdated' as const, message: '' }
    await shown.setProps({ last: { run: run!, status: 'failed', problem } })
    await shown.setProps({ actions: [{ ...refund, ticket: 'T2' }] })
    await shown.get('[role=alert] button').trigger('click')
    expect(runsOf(shown)[1]).toEqual({ ...run, action: { ...refund, ticket: 'T2' } })
  })

  it('tells on the card how it went', async () => {
    const card: ShownCard = { version: 1, blocks: [{ type: 'actions', actions: [refund] }] }
    const run = { action: refund, input: {}, key: 'k' }
    const shown = await mountSuspended(PanelCard, { props: { card } })
    expect(shown.get('[role=status]').text()).toBe('')
    await shown.setProps({ action: { run, status: 'done', message: 'Refunded', tone: 'good' } })
    expect(shown.get('[role=status]').text()).toBe('Refunded')
    await shown.setProps({ action: { run, status: 'done' } })
    expect(shown.get('[role=status]').text()).toBe(t.done)
  })
})

describe('an action of the page', () => {
  const send: PageAction<string> = {
    id: 'pay', label: 'Send the link', kind: 'send',
    message: { type: 'link', title: 'Pay A-42', description: '¥ 3,280', url: 'https://pay.example.com/42' },
  }
  const tag: PageAction<string> = {
    id: 'vip', label: 'VIP', kind: 'tag', add: [{ name: 'VIP' }], remove: [{ name: 'New' }],
  }
  const rename: PageAction<string> = { id: 'name', label: 'Rename', kind: 'remark', text: 'Lin, A-42' }
  const remind: PageAction<string> = { id: 'call', label: 'Remind me', kind: 'remind', text: 'Call back' }
  const edits = { can: { tag: true, remark: true, remind: true } }
  const mount = (props: object) => mountSuspended(PanelActions, {
    props: { actions: [send, tag, rename, remind], ...props }, attachTo: document.body,
  })

  it('is shown where it is possible only', async () => {
    const shown = await mount({})
    expect(shown.findAll('button')).toEqual([])
    await shown.setProps({ canReply: true })
    expect(shown.findAll('button').map(button => button.text())).toEqual(['Send the link'])
    await shown.setProps({ canReply: false, edits })
    expect(shown.findAll('button').map(button => button.text())).toEqual(['VIP', 'Rename', 'Remind me'])
    await shown.setProps({ edits: { can: { tag: false, remark: false, remind: false } } })
    expect(shown.findAll('button').map(button => button.attributes('disabled'))).toEqual(['', '', ''])
  })

  it.each<[string, PageAction<string> & { kind: 'send' }, string[], object]>([
    ['a link', send, ['Pay A-42', '¥ 3,280', 'https://pay.example.com/42'], {
      text: 'https://pay.example.com/42', message: { msgtype: 'news', news: {
        title: 'Pay A-42', desc: '¥ 3,280', link: 'https://pay.example.com/42',
      } },
    }],
    ['a text', { ...send, message: { type: 'text', text: 'Dear Lin' } }, ['Dear Lin'], { text: 'Dear Lin' }],
    ['a mini program', { ...send, message: {
      type: 'miniProgram', appId: 'wx0123456789abcdef', page: 'a.html', title: 'A-42', image: 'https://a.cn/i.png',
    } }, ['A-42', 'a.html'], { text: 'A-42', message: { msgtype: 'miniprogram', miniprogram: {
      appid: 'wx0123456789abcdef', page: 'a.html', title: 'A-42', imgUrl: 'https://a.cn/i.png',
    } } }],
  ])('sends %s only after the member has seen it', async (_what, action, seen, offered) => {
    const shown = await mount({ actions: [action], canReply: true })
    await shown.get('button').trigger('click')
    const dialog = shown.get('dialog')
    for (const text of seen) expect(dialog.text()).toContain(text)
    expect(shown.emitted('reply')).toBeUndefined()
    await dialog.get('[data-send]').trigger('click')
    expect(shown.emitted('reply')).toEqual([[offered]])
    expect(shown.find('dialog').exists()).toBe(false)
    shown.unmount()
  })

  it('shows the tags beside the button, and what came of them', async () => {
    const shown = await mount({ edits })
    expect(shown.text()).toMatch(/\+ VIP\s+− New/)
    await shown.get('[data-panel-action=tag]').trigger('click')
    expect(shown.emitted('edit')).toEqual([[tag]])
    const tell = (editing: Partial<PanelEditing>) => shown.setProps({
      edits: { ...edits, editing: { action: 'vip', ...editing } as PanelEditing },
    })
    await tell({ status: 'running' })
    expect(shown.get('[data-panel-action=tag]').attributes('aria-busy')).toBe('true')
    await tell({ status: 'unknown', name: 'Gold' })
    expect(shown.get('[role=alert]').text()).toBe(`${t.unknownTag} Gold`)
    await tell({ status: 'unchanged' })
    expect(shown.get('[role=status]').text()).toBe(t.unchanged)
    await tell({ action: 'other', status: 'unchanged' })
    expect(shown.find('[role=status]').exists()).toBe(false)
    shown.unmount()
  })

  it('shows the remark beside the button, and sets it', async () => {
    const shown = await mount({ edits: { ...edits, editing: { action: 'name', status: 'unchanged' } } })
    expect(shown.text()).toContain('Lin, A-42')
    await shown.get('[data-panel-action=remark]').trigger('click')
    expect(shown.emitted('edit')).toEqual([[rename]])
    expect(shown.get('[role=status]').text()).toBe(t.unchanged)
    shown.unmount()
  })

  it('asks for a reminder', async () => {
    const shown = await mount({ edits })
    await shown.get('[data-panel-action=remind]').trigger('click')
    expect(shown.emitted('edit')).toEqual([[remind]])
    shown.unmount()
  })
})

describe('a panel', () => {
  it('waits, says so after a while, and offers another try', async () => {
    const shown = await mountSuspended(PanelSection, { props: {
      title: 'Orders', open: true, state: { status: 'loading', isSlow: false },
    } })
    expect(shown.get('[role=status]').text()).toBe(t.loading)
    await shown.setProps({ state: { status: 'loading', isSlow: true } })
    expect(shown.get('[role=status]').text()).toBe(t.slow)
    await shown.setProps({ state: { status: 'failed', problem: { code: 'panel_late' } } })
    expect(shown.text()).toContain(t.problems.panel_late)
    await shown.findAll('button').at(-1)!.trigger('click')
    expect(shown.emitted('retry')).toHaveLength(1)
  })

  it('is a page of the company in a sandbox, which learns nothing from the address of ours', async () => {
    const shown = await mountSuspended(PanelFrame, { props: { url: 'https://crm.example.com/?t=1', title: 'CRM' } })
    expect(shown.get('iframe').attributes()).toMatchObject({
      sandbox: 'allow-scripts allow-forms', referrerpolicy: 'no-referrer', allow: '',
      src: 'https://crm.example.com/?t=1', title: 'CRM',
    })
  })

  it('says why the customer has no unionid, and offers no try', async () => {
    const shown = await mountSuspended(PanelProblem, { props: {
      problem: { code: 'union_id_missing', reason: 'wecom_contact' },
    } })
    expect(shown.text()).toContain('Only WeChat customers have a UnionID.')
    expect(shown.find('button').exists()).toBe(false)
  })
})

describe('the order of panels', () => {
  it('is changed by buttons, and the focus goes with the panel', async () => {
    const panels = ['Orders', 'Tickets', '9-Contracts'].map(title => ({ id: title.toLowerCase(), title }))
    function onMove(panel: string, by: number): void {
      const from = panels.findIndex(({ id }) => id === panel)
      panels.splice(from + by, 0, ...panels.splice(from, 1))
      void shown.setProps({ panels: [...panels] })
    }
    const shown = await mountSuspended(PanelOrderDialog, {
      props: { panels: [...panels], onMove }, attachTo: document.body,
    })
    expect(shown.findAll('li button').map(button => button.attributes('aria-label'))).toEqual([
      t.down('Orders'), t.up('Tickets'), t.down('Tickets'), t.up('9-Contracts'),
    ])
    const steps = [[t.up, t.up, 2], [t.up, t.down, 1], [t.down, t.down, 2], [t.down, t.up, 3]] as const
    for (const [pressed, focused, position] of steps) {
      await shown.get(`[aria-label="${pressed('9-Contracts')}"]`).trigger('click')
      await eventually(() => document.activeElement?.getAttribute('aria-label') === focused('9-Contracts'))
      expect(shown.get('[role=status]').text()).toBe(t.position('9-Contracts', position, 3))
    }
    shown.unmount()
  })
})
