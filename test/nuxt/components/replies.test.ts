import { mountSuspended } from '@nuxt/test-utils/runtime'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { CopyText, RepliesBar, RepliesDialog, ReplyEditor, ReplySearch, SendProblem } from '#components'
import type { QuickReply } from '#shared/types/quick-reply.ts'
import { failureOf } from '~/browser/failure'
import type { ReplyDraft } from '~/browser/replies/reply-draft'
import { eventually } from '../../support/eventually'
import { servePage, viewer } from '../support/page'

beforeEach(() => servePage())

const replies: QuickReply[] = [
  { id: 'o1', scope: 'own', text: 'Hello' },
  { id: 'o2', scope: 'own', text: 'Goodbye' },
  { id: 'c1', scope: 'corp', text: 'Opening hours' },
]
const draft: ReplyDraft = { scope: 'own', text: '', saving: false }
const ready = (data: QuickReply[]) => ({ status: 'ready', id: 'mine', loadedAt: 0, data }) as const

let dialog: Awaited<ReturnType<typeof open>>
function open(props: object = {}) {
  return mountSuspended(RepliesDialog, {
    props: {
      state: ready(replies), found: replies, saved: false, sending: false, query: '', folder: '', names: {},
      folders: [], ...props,
    }, attachTo: document.body,
  })
}
afterEach(() => dialog?.unmount())

const search = () => dialog.get<HTMLInputElement>('input[type=search]')
const labels = () => dialog.findAll('button').map(button => button.attributes('aria-label') ?? button.text())

describe('the library of replies', () => {
  it('opens with the focus in the search, and walks by arrow keys to the ends and no further', async () => {
    dialog = await open()
    expect(document.activeElement).toBe(search().element)
    const walked = []
    for (const key of [
      'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp',
    ]) {
      document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      walked.push(document.activeElement!.querySelector('bdi')?.textContent ?? 'search')
    }
    expect(walked).toEqual([
      'Hello', 'Goodbye', 'Opening hours', 'Opening hours', 'Goodbye', 'Hello', 'search', 'search',
    ])
  })

  it('Enter sends the first match of a search, not of the whole list, and not while a word is composed', async () => {
    dialog = await open()
    await search().trigger('keydown', { key: 'Enter' })
    await dialog.setProps({ query: 'open', found: [replies[2]!] })
    await search().trigger('keydown', { key: 'Enter', isComposing: true })
    await search().trigger('keydown', { key: 'Enter', keyCode: 229 })
    expect(dialog.emitted('send')).toBeUndefined()
    expect(dialog.findAll('.next')).toHaveLength(1)
    expect(dialog.get('.next').text(), 'the warning on the row itself').toContain('↵ Send')
    await search().trigger('keydown', { key: 'Enter' })
    expect(dialog.emitted('send')).toEqual([[replies[2]]])
  })

  it('own replies have a pencil, the company\'s only for admins; none while a draft is open', async () => {
    dialog = await open()
    expect(labels().filter(label => label.startsWith('Edit'))).toEqual(['Edit: Hello', 'Edit: Goodbye'])
    viewer.isAdmin.value = true
    await nextTick()
    expect(labels()).toContain('Edit: Opening hours')
    await dialog.setProps({ draft })
    expect(labels().filter(label => label.startsWith('Edit'))).toEqual([])
  })

  it('shows names filled in, and sends no reply whose name is not known', async () => {
    const named: QuickReply = { id: 'o3', scope: 'own', title: 'Greeting', text: 'Hello {customer}, {member} here' }
    const names = { customer: '张伟\u202E', member: '林晓彤' }
    dialog = await open({ query: 'hello', found: [named], names })
    const row = () => dialog.get<HTMLButtonElement>('[data-reply]')
    expect(row().text()).toContain('Hello 张伟, 林晓彤 here')
    expect(labels()).toContain('Edit: Greeting')
    await search().trigger('keydown', { key: 'Enter' })
    expect(dialog.emitted('send')).toHaveLength(1)
    await dialog.setProps({ names: { member: '林晓彤' } })
    expect(row().text()).toContain('name is unknown')
    expect(row().element.disabled).toBe(true)
    await search().trigger('keydown', { key: 'Enter' })
    expect(dialog.emitted('send')).toHaveLength(1)
  })

  it('offers the folders there are', async () => {
    dialog = await open()
    expect(dialog.find('.folders').exists()).toBe(false)
    await dialog.setProps({ folders: ['Prices'] })
    await dialog.findAll('.chip')[1]!.trigger('click')
    expect(dialog.emitted('update:folder')).toEqual([['Prices']])
  })

  it.each([
    [{ sends: 'next', saved: true }, 'Press Enter to send'],
    [{ sends: 'clicked', saved: true }, 'Saved'],
    [{ sends: 'clicked', saved: false }, 'Click to send'],
  ] as const)('%j says: %s', async (state, hint) => {
    const line = await mountSuspended(ReplySearch, { props: { modelValue: '', sending: false, ...state } })
    expect(line.get('[role=status]').text()).toBe(hint)
  })

  it('says what there is when there is nothing', async () => {
    dialog = await open({ state: ready([]), found: [] })
    expect(labels()).toContain('New reply')
    await dialog.setProps({ state: ready(replies), query: 'zzz' })
    expect(dialog.text()).toContain('No matching replies')
    await dialog.setProps({ state: { status: 'loading', id: 'mine' } })
    expect(dialog.text()).toContain('Loading')
    await dialog.setProps({ state: { status: 'failed', id: 'mine', failure: failureOf('store_unavailable') } })
    expect(labels()).toContain('Retry')
  })

  it('keeps the focus when what had it is gone, and leaves it alone otherwise', async () => {
    dialog = await open({ draft })
    expect(document.activeElement).toBe(dialog.get('textarea').element)
    await dialog.setProps({ draft: undefined })
    await nextTick()
    expect(document.activeElement).toBe(search().element)
    const row = dialog.findAll<HTMLElement>('[data-reply]')[1]!.element
    row.focus()
    await dialog.setProps({ deleted: replies[0] })
    await dialog.setProps({ deleted: undefined })
    await nextTick()
    expect(document.activeElement).toBe(row)
  })

  it('announces what went wrong', async () => {
    dialog = await open({ outcome: { problem: 'refused', text: 'Hello' } })
    expect(dialog.get('[role=alert]').text()).toContain('Not sent: WeCom refused it. Try again')
    expect(dialog.get('[role=alert]').text()).toContain('Hello')
  })

  it('says which one is perhaps sent', async () => {
    dialog = await open({ outcome: { problem: 'unconfirmed', text: 'Hello' } })
    expect(dialog.get('[role=alert]').text()).toContain('Hello')
  })

  it('shows no alert when the member cancelled', async () => {
    dialog = await open({ outcome: { problem: 'cancelled', text: 'Hello' } })
    expect(dialog.find('[role=alert]').exists()).toBe(false)
    expect(dialog.findAll('[role=status]').map(status => status.text())).toContain('Canceled. Not sent')
  })
})

describe('writing a reply', () => {
  const edit = (change: Partial<ReplyDraft>, isAdmin = false) => {
    viewer.isAdmin.value = isAdmin
    const props = { draft: { ...draft, ...change }, names: { customer: '张伟' }, folders: [] }
    return mountSuspended(ReplyEditor, { props })
  }
  const saveButton = async (text: string) => (await edit({ text })).findAll('button').find(
    button => button.text() === 'Save',
  )!

  it('needs something to see, of 500 characters at most', async () => {
    expect((await saveButton(' \n ')).attributes('disabled')).toBeDefined()
    expect((await saveButton('👍'.repeat(501))).attributes('disabled')).toBeDefined()
    expect((await saveButton('👍'.repeat(500))).attributes('disabled')).toBeUndefined()
  })

  it('lets admins choose the scope of a new one', async () => {
    expect((await edit({})).findAll('input[type=radio]')).toHaveLength(0)
    expect((await edit({ reply: replies[2] }, true)).findAll('input[type=radio]')).toHaveLength(0)
    const editor = await edit({}, true)
    await editor.findAll('input[type=radio]')[1]!.trigger('change')
    expect(editor.emitted('run')).toEqual([[{ kind: 'share', scope: 'corp' }]])
  })

  it('inserts a variable where the member types, and shows the outcome', async () => {
    const editor = await edit({ text: 'Hello !' })
    editor.get<HTMLTextAreaElement>('textarea').element.setSelectionRange(6, 6)
    await editor.findAll('.insert button')[0]!.trigger('click')
    expect(editor.emitted('run')).toEqual([[{ kind: 'type', text: 'Hello {customer}!' }]])
    expect(editor.find('.preview').exists()).toBe(false)
    await editor.setProps({ draft: { ...draft, text: 'Hello {customer}!' } })
    expect(editor.get('.preview').text()).toContain('Hello 张伟!')
  })

  it('takes a title and a folder', async () => {
    const editor = await edit({ text: 'x' })
    await editor.get('input[name=title]').setValue('Greeting')
    await editor.get('input[name=folder]').setValue('Start')
    expect(editor.emitted('run')).toEqual([
      [{ kind: 'label', field: 'title', value: 'Greeting' }], [{ kind: 'label', field: 'folder', value: 'Start' }],
    ])
  })

  it('says why it is not saved, and shows the other version', async () => {
    const editor = await edit({
      text: 'Mine', reply: replies[0], failure: failureOf('edit_conflict'), theirs: { ...replies[0]!, text: 'Theirs' },
    })
    expect(editor.get('[role=alert]').text()).toContain('Theirs')
    const buttons = editor.findAll('[role=alert] button')
    for (const button of buttons) await button.trigger('click')
    expect(editor.emitted('run')).toEqual([[{ kind: 'overwrite' }], [{ kind: 'discard' }]])
    expect(editor.findAll('button')).toHaveLength(2)
  })

  it('blames the member\'s own other window for a conflict of an own reply', async () => {
    const conflict = { text: 'Mine', failure: failureOf('edit_conflict'), theirs: { ...replies[0]!, text: 'Theirs' } }
    expect((await edit({ ...conflict, scope: 'own' })).get('[role=alert]').text())
      .toContain('Changed in another window')
    expect((await edit(
      { ...conflict, scope: 'corp' }, true,
    )).get('[role=alert]').text()).toContain('This was just changed')
  })
})

describe('the bar', () => {
  it('announces each outcome once', async () => {
    const bar = await mountSuspended(RepliesBar, { props: { canSend: true, sending: false } })
    expect(bar.get('[role=status]').text()).toBe('')
    await bar.setProps({ outcome: { chatKey: 'customer wm1', text: 'Hello' } })
    expect(bar.get('[role=status]').text()).toBe('Sent')
    await bar.setProps({ canSend: false, outcome: { problem: 'chat_changed', text: 'Hello' } })
    expect(bar.get('[role=alert]').text()).toContain('you switched chats')
    expect(bar.findAll('button').map(button => button.text())).toEqual(['Copy text'])
  })
})

describe('what the client has refused', () => {
  const refusal = {
    problem: 'no_permission',
    text: 'Hello',
    failure: failureOf('no_permission', { errMsg: 'sendChatMessage:fail no permission' }),
  } as const

  it('can be reported, and tells admins what to check', async () => {
    const problem = await mountSuspended(SendProblem, { props: refusal })
    expect(problem.get('details').text()).toContain('sendChatMessage:fail no permission')
    expect(problem.findAll('button').map(button => button.text())).toContain('Copy details')
    expect(problem.text()).not.toContain('What to check')
    viewer.isAdmin.value = true
    await nextTick()
    expect(problem.text()).toContain('How to fix this Customer Contact')
  })

  it('can be copied with one click', async () => {
    const writeText = vi.fn(async () => {})
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } })
    onTestFinished(() => void Reflect.deleteProperty(navigator, 'clipboard'))
    const copying = await mountSuspended(SendProblem, { props: refusal })
    await copying.findAll('button').find(button => button.text() === 'Copy text')!.trigger('click')
    await eventually(() => copying.findAll('button').some(button => button.text() === 'Copied'))
    expect(writeText).toHaveBeenCalledExactlyOnceWith('Hello')
  })

  it('is selected where nothing may copy, and says so', async () => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined })
    onTestFinished(() => void Reflect.deleteProperty(navigator, 'clipboard'))
    const copying = await mountSuspended(CopyText, { props: { text: 'Hello' }, attachTo: document.body })
    await copying.get('button').trigger('click')
    await eventually(() => copying.text().includes('The text is selected'))
    expect(getSelection()?.toString()).toBe('Hello')
    copying.unmount()
  })

  it('is nothing to report where the member has cancelled', async () => {
    const problem = await mountSuspended(SendProblem, { props: { problem: 'cancelled', text: 'Hello' } })
    expect(problem.text()).not.toContain('Hello')
    expect(problem.find('details').exists()).toBe(false)
  })
})
