import { mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { AttachmentLine, ReplyEditor, ReplyPreview, ReplyRow, SendProblem } from '#components'
import type { QuickReply, ReplyAttachment } from '#shared/types/quick-reply.ts'
import { failureOf } from '~/browser/failure'
import { NO_FILE } from '~/browser/replies/attach-file'
import type { ReplyCommand, ReplyDraft } from '~/browser/replies/reply-draft'
import { eventually } from '../../support/eventually'
import { servePage } from '../support/page'

beforeEach(() => servePage())

const file: ReplyAttachment = { type: 'file', id: 'f1', name: '报价\u202E.pdf', bytes: 1_500_000, isImage: false }
const link: ReplyAttachment = { type: 'link', title: 'Case', url: 'https://a.cn/b', description: 'A long story' }
const replyOf = (attachment: ReplyAttachment): QuickReply => ({ id: 'r1', scope: 'own', text: '', attachment })
const message = { text: 'a' }

/** Removes it after the test. */
function mounted<Wrapper extends { unmount: () => void }>(wrapper: Wrapper): Wrapper {
  onTestFinished(() => wrapper.unmount())
  return wrapper
}

it.each<[ReplyAttachment, string]>([
  [file, '报价.pdfFile · 1.4 MB'],
  [{ ...file, name: 'a.png', bytes: 900, isImage: true }, 'a.pngPicture · 1 KB'],
  [link, 'CaseLink · a.cn/b'],
  [{ type: 'miniProgram', appId: 'wx', page: 'a.html', title: 'Shop' }, 'ShopMini program'],
])('a row tells what %j is', async (attachment, text) => {
  expect(mounted(await mountSuspended(AttachmentLine, { props: { attachment } })).text()).toBe(text)
})

it('a row with a file does not say that a click sends it', async () => {
  const props = { reply: replyOf(file), names: {}, editable: true, next: true }
  const row = mounted(await mountSuspended(ReplyRow, { props }))
  expect(row.text()).not.toContain('Send')
  expect(row.findAll('button').map(button => button.attributes('aria-label'))).toContain('Edit: 报价.pdf')
})

describe('the preview', () => {
  async function preview(props: object) {
    return mounted(await mountSuspended(ReplyPreview, {
      props: { preview: { reply: replyOf(link), message }, sending: false, ...props }, attachTo: document.body,
    }))
  }
  const focused = () => (document.activeElement as HTMLElement).innerText

  it('shows what the customer gets, and Enter sends it', async () => {
    const dialog = await preview({})
    expect(dialog.text()).toContain('A long story')
    expect(focused()).toBe('Send to customer')
    await dialog.get('[data-send]').trigger('click')
    expect(dialog.emitted('send')).toHaveLength(1)
  })

  it('sends nothing before the file is at WeCom, and takes the focus to the button then', async () => {
    const dialog = await preview({ preview: { reply: replyOf(file) } })
    expect(dialog.get('[data-send]').attributes('disabled')).toBeDefined()
    expect([focused(), dialog.get('[role=status]').text()]).toEqual(['Back', 'Preparing the file…'])
    await dialog.setProps({ preview: { reply: replyOf(file), message } })
    await eventually(() => focused() === 'Send to customer')
  })

  it('shows a picture from our server, and no picture of a link: other hosts are not asked', async () => {
    const picture = { ...file, isImage: true }
    const dialog = await preview({ preview: { reply: replyOf(picture), message } })
    expect(dialog.get('img').attributes('src')).toBe('/api/reply-files/f1')
    await dialog.setProps({ preview: { reply: replyOf({ ...link, image: 'https://a.cn/b.png' }), message } })
    expect(dialog.find('img').exists()).toBe(false)
  })

  it('offers to try again after a failure', async () => {
    const dialog = await preview({ preview: { reply: replyOf(file), failure: failureOf('wecom_unavailable') } })
    await dialog.get('[role=alert] button').trigger('click')
    expect(dialog.emitted('retry')).toHaveLength(1)
  })
})

describe('the editor', () => {
  const draftOf = (draft: Partial<ReplyDraft>): ReplyDraft => ({ scope: 'own', text: '', saving: false, ...draft })
  async function edit(draft: Partial<ReplyDraft>) {
    const props = { draft: draftOf(draft), names: {}, folders: [] }
    const editor = mounted(await mountSuspended(ReplyEditor, { props, attachTo: document.body }))
    return { editor, runs: () => editor.emitted<[ReplyCommand]>('run')?.map(([command]) => command) }
  }

  it('offers four kinds', async () => {
    const { editor, runs } = await edit({ text: 'typed' })
    const chips = editor.findAll('.chip')
    expect(chips.map(chip => [chip.text(), chip.attributes('aria-pressed')])).toEqual([
      ['Text', 'true'], ['Picture or file', 'false'], ['Link', 'false'], ['Mini program', 'false'],
    ])
    await chips[2]!.trigger('click')
    expect(runs()).toEqual([{ kind: 'attach', attachment: { type: 'link', title: '', url: '' } }])
  })

  it('takes the fields of a card, and saves it by Enter when nothing is missing', async () => {
    const { editor, runs } = await edit({ attachment: { type: 'link', title: '', url: 'https://a.cn' } })
    expect(document.activeElement).toBe(editor.get('input[name=url]').element)
    await editor.get('.card input[name=title]').setValue('Case')
    const attachment = { type: 'link' as const, title: 'Case', url: 'https://a.cn' }
    expect(runs()).toEqual([{ kind: 'attach', attachment }])
    await editor.get('form').trigger('submit')
    expect(runs()).toHaveLength(1)
    await editor.setProps({ draft: draftOf({ attachment }) })
    await editor.get('form').trigger('submit')
    expect(runs()!.at(-1)).toEqual({ kind: 'save' })
    await editor.get('form').trigger('keydown', { key: 'Escape' })
    expect(runs()!.at(-1)).toEqual({ kind: 'shelve' })
  })

  it('tells limits before a file is chosen, then how far it is, and goes on after a failure', async () => {
    const upload = { file: new File(['1234567'], 'a.pdf'), parts: 1, share: 0.376 }
    const { editor, runs } = await edit({ attachment: NO_FILE })
    expect(editor.text()).toContain('up to 20 MB')
    expect(editor.get('[type=submit]').attributes('disabled')).toBeDefined()
    await editor.setProps({ draft: draftOf({ attachment: NO_FILE, upload }) })
    expect(editor.get('[role=status]').text()).toBe('Uploading 37%')
    const failed = { ...upload, failure: failureOf('offline') }
    await editor.setProps({ draft: draftOf({ attachment: NO_FILE, upload: failed }) })
    await editor.get('[role=alert] button').trigger('click')
    expect(runs()).toEqual([{ kind: 'upload', file: failed }])
  })
})

it.each([
  ['foreign_mini_program', 'isn\'t linked to your company'], ['bad_link', 'doesn\'t accept the link'],
  ['media_refused', 'is being uploaded again'],
] as const)('says why the client refused the message: %s', async (problem, text) => {
  const problemBox = mounted(await mountSuspended(SendProblem, { props: { problem, text: 'a' } }))
  await eventually(() => problemBox.text().includes(text))
})
