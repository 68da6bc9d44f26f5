import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { QuickReply } from '#shared/types/quick-reply.ts'
import { ApiError } from '~/browser/api/api-error'
import { failureOf, type FailureCode } from '~/browser/failure'
import { useQuickRepliesStore } from '~/stores/quick-replies'
import { eventually } from '../../support/eventually'
import { servePage } from '../support/page'

const api = vi.hoisted(() => ({
  quickReplies: vi.fn(), addReply: vi.fn(), editReply: vi.fn(), deleteReply: vi.fn(),
  request: vi.fn(),
}))
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => api.request }))

const fail = (code: FailureCode) => new ApiError(failureOf(code))
const own = (id: string, text = `Text ${id}`): QuickReply => ({ id, scope: 'own', text })
const corp = (id: string, text = `Text ${id}`): QuickReply => ({ id, scope: 'corp', text })

beforeEach(() => {
  servePage()
  setActivePinia(createPinia())
  for (const call of Object.values(api)) call.mockReset()
  api.deleteReply.mockResolvedValue(undefined)
  api.quickReplies.mockResolvedValue({ replies: [corp('c1'), own('o1'), own('o2', 'Ｏpening hours')] })
})

async function open() {
  const store = useQuickRepliesStore()
  await store.load()
  return { store, ids: () => store.found.map(({ id }) => id) }
}

describe('the library', () => {
  it('shows the own ones first, and finds whatever the case and the width', async () => {
    const { store, ids } = await open()
    expect(ids()).toEqual(['o1', 'o2', 'c1'])
    store.query = ' OPEN '
    expect(ids()).toEqual(['o2'])
  })

  it('shows one folder, and a search looks in all of them', async () => {
    api.quickReplies.mockResolvedValue({ replies: [{ ...own('o1'), folder: 'Prices' }, own('o2')] })
    const { store, ids } = await open()
    expect(store.folders).toEqual(['Prices'])
    store.folder = 'Prices'
    expect(ids()).toEqual(['o1'])
    store.query = 'text'
    await nextTick()
    expect(ids()).toEqual(['o1', 'o2'])
  })

  it('is asked for again when it failed, not when it has just come', async () => {
    api.quickReplies.mockRejectedValueOnce(fail('store_unavailable'))
    const { store } = await open()
    expect(store.state.status).toBe('failed')
    await store.load()
    await store.load()
    expect(store.state.status).toBe('ready')
    expect(api.quickReplies).toHaveBeenCalledTimes(2)
  })

  it('learns what was used, and does not mind when that fails', async () => {
    const { store, ids } = await open()
    api.request.mockRejectedValue(fail('offline'))
    api.quickReplies.mockResolvedValue({ replies: [own('o2'), own('o1')] })
    await store.noteSent(undefined, own('o2'))
    expect(api.request).toHaveBeenCalledExactlyOnceWith('/api/quick-replies/o2/uses', { method: 'POST' })
    expect(ids()).toEqual(['o2', 'o1'])
  })

  it('tells which customer got what, also when it was no quick reply', async () => {
    const { store } = await open()
    api.request.mockResolvedValue(undefined)
    await store.noteSent('wm/1', own('o2'))
    await store.noteSent('wm1')
    await store.noteSent(undefined)
    expect(api.request.mock.calls).toEqual([
      ['/api/customers/wm%2F1/sent-replies', { method: 'POST', body: { reply: 'o2' } }],
      ['/api/customers/wm1/sent-replies', { method: 'POST', body: { reply: undefined } }],
    ])
  })
})

describe('writing', () => {
  it('adds what was typed, once', async () => {
    const { store, ids } = await open()
    await store.run({ kind: 'write' })
    await store.run({ kind: 'save' })
    expect(api.addReply).not.toHaveBeenCalled()
    await store.run({ kind: 'type', text: '  New ' })
    await store.run({ kind: 'share', scope: 'corp' })
    api.addReply.mockResolvedValue(corp('c2', 'New'))
    await Promise.all([store.run({ kind: 'save' }), store.run({ kind: 'save' })])
    expect(api.addReply).toHaveBeenCalledExactlyOnceWith({ scope: 'corp', text: 'New' })
    expect(store.draft).toBeUndefined()
    expect(store.saved).toBe(true)
    expect(ids()).toEqual(['o1', 'o2', 'c2', 'c1'])
  })

  it('saves title and folder, and takes a change of one of them for a change', async () => {
    const { store } = await open()
    await store.run({ kind: 'edit', reply: own('o1') })
    expect(store.hasUnsavedDraft).toBe(false)
    await store.run({ kind: 'label', field: 'title', value: ' Hours ' })
    expect(store.hasUnsavedDraft).toBe(true)
    api.editReply.mockResolvedValue({ ...own('o1'), title: 'Hours' })
    await store.run({ kind: 'save' })
    const after = { text: 'Text o1', title: 'Hours' }
    expect(api.editReply).toHaveBeenCalledExactlyOnceWith('o1', { before: { text: 'Text o1' }, after })
    expect(store.found[0]!.title).toBe('Hours')
  })

  it('keeps what is typed while it saves, as the next change', async () => {
    const { store } = await open()
    await store.run({ kind: 'write' })
    await store.run({ kind: 'type', text: 'One' })
    api.addReply.mockImplementationOnce(async () => {
      await store.run({ kind: 'type', text: 'One and two' })
      return own('o3', 'One')
    })
    await store.run({ kind: 'save' })
    expect(store.draft).toMatchObject({ text: 'One and two', reply: { id: 'o3' }, saving: false })
    expect(store.hasUnsavedDraft).toBe(true)
    api.editReply.mockResolvedValue(own('o3', 'One and two'))
    await store.run({ kind: 'save' })
    expect(api.editReply).toHaveBeenCalledExactlyOnceWith('o3', {
      before: { text: 'One' }, after: { text: 'One and two' },
    })
    expect([store.draft, store.hasUnsavedDraft]).toEqual([undefined, false])
  })

  it.each(['success', 'failure'])('of one reply that ends with %s leaves the draft of another alone', async (end) => {
    const { store } = await open()
    let finish = () => {}
    api.addReply.mockImplementationOnce(() => new Promise((resolve, reject) => {
      finish = () => end === 'success' ? resolve(own('o3', 'First')) : reject(fail('store_unavailable'))
    }))
    await store.run({ kind: 'write' })
    await store.run({ kind: 'type', text: 'First' })
    const saving = store.run({ kind: 'save' })
    await store.run({ kind: 'discard' })
    await store.run({ kind: 'write' })
    await store.run({ kind: 'type', text: 'Second' })
    finish()
    await saving
    expect(store.draft).toEqual({ scope: 'own', text: 'Second', saving: false })
  })

  it('is not disturbed by an undo that fails, which can be tried again', async () => {
    const { store } = await open()
    await store.run({ kind: 'edit', reply: own('o1') })
    await store.run({ kind: 'delete' })
    await store.run({ kind: 'write' })
    await store.run({ kind: 'type', text: 'Mine' })
    api.addReply.mockRejectedValueOnce(fail('offline'))
    await store.run({ kind: 'undo' })
    expect(store.draft?.text).toBe('Mine')
    expect(store.deleted).toEqual(own('o1'))
  })

  it.each<FailureCode>([
    'offline', 'timeout', 'replies_full', 'admin_required', 'store_unavailable',
  ])('keeps the draft after %s', async (code) => {
    const { store } = await open()
    await store.run({ kind: 'write' })
    await store.run({ kind: 'type', text: 'Kept' })
    api.addReply.mockRejectedValueOnce(fail(code)).mockResolvedValueOnce(own('o3', 'Kept'))
    await store.run({ kind: 'save' })
    expect(store.draft).toMatchObject({ text: 'Kept', saving: false, failure: { code } })
    await store.run({ kind: 'save' })
    expect(store.draft).toBeUndefined()
  })

  it('lets the member choose when another person has changed it', async () => {
    const { store, ids } = await open()
    await store.run({ kind: 'edit', reply: corp('c1') })
    await store.run({ kind: 'type', text: 'Mine' })
    api.editReply.mockRejectedValueOnce(fail('edit_conflict'))
    api.quickReplies.mockResolvedValue({ replies: [corp('c1', 'Theirs')] })
    await store.run({ kind: 'save' })
    expect(store.draft).toMatchObject({ text: 'Mine', theirs: { text: 'Theirs' } })
    api.editReply.mockResolvedValueOnce(corp('c1', 'Mine'))
    await store.run({ kind: 'overwrite' })
    expect(api.editReply.mock.calls).toEqual([
      ['c1', { before: { text: 'Text c1' }, after: { text: 'Mine' } }],
      ['c1', { before: { text: 'Theirs' }, after: { text: 'Mine' } }],
    ])
    expect(ids()).toEqual(['c1'])
    expect(store.found[0]!.text).toBe('Mine')
  })

  it('saves a reply that was deleted as a new one', async () => {
    const { store, ids } = await open()
    await store.run({ kind: 'edit', reply: own('o1') })
    await store.run({ kind: 'type', text: 'Mine' })
    api.editReply.mockRejectedValueOnce(fail('reply_not_found'))
    await store.run({ kind: 'save' })
    expect(ids()).toEqual(['o2', 'c1'])
    api.addReply.mockResolvedValue(own('o4', 'Mine'))
    await store.run({ kind: 'save' })
    expect(ids()).toEqual(['o4', 'o2', 'c1'])
  })

  it('sends no request without a change', async () => {
    const { store } = await open()
    await store.run({ kind: 'edit', reply: own('o1') })
    await store.run({ kind: 'save' })
    expect(store.draft).toBeUndefined()
    expect(api.editReply).not.toHaveBeenCalled()
  })
})

describe('a file or card', () => {
  const link = { type: 'link', title: ' Case ', url: 'https://a.cn' } as const

  it('is saved in place of the text, when it has all that a message needs', async () => {
    const { store } = await open()
    await store.run({ kind: 'write' })
    await store.run({ kind: 'type', text: 'typed before' })
    await store.run({ kind: 'attach', attachment: { type: 'link', title: '', url: '' } })
    await store.run({ kind: 'save' })
    expect(api.addReply).not.toHaveBeenCalled()
    await store.run({ kind: 'attach', attachment: link })
    const stored: QuickReply = { ...own('o3', ''), attachment: { ...link, title: 'Case' } }
    api.addReply.mockResolvedValue(stored)
    await store.run({ kind: 'save' })
    expect(api.addReply).toHaveBeenCalledExactlyOnceWith({
      scope: 'own', text: '', attachment: { type: 'link', title: 'Case', url: 'https://a.cn' },
    })
    store.query = 'case'
    expect(store.found).toEqual([stored])
  })

  it('goes back to the text that was typed', async () => {
    const { store } = await open()
    await store.run({ kind: 'edit', reply: own('o1') })
    await store.run({ kind: 'attach', attachment: link })
    expect(store.hasUnsavedDraft).toBe(true)
    await store.run({ kind: 'attach' })
    expect([store.draft?.text, store.hasUnsavedDraft]).toEqual(['Text o1', false])
  })

  it('is uploaded into the draft that is open, and into no other', async () => {
    const { store } = await open()
    const arrived = Promise.withResolvers<undefined>()
    api.request.mockImplementation(path =>
      path === '/api/reply-files' ? Promise.resolve({ id: 'f1', partBytes: 100 }) : arrived.promise)
    await store.run({ kind: 'write' })
    const uploading = store.run({ kind: 'upload', file: new File(['1234567'], 'a.pdf') })
    await eventually(() => api.request.mock.calls.length === 2)
    expect(store.draft).toMatchObject({ attachment: { type: 'file', id: '' }, upload: { share: 0 } })
    await store.run({ kind: 'discard' })
    await store.run({ kind: 'write' })
    arrived.resolve(undefined)
    await uploading
    expect(store.draft?.attachment).toBeUndefined()
    await store.run({ kind: 'upload', file: new File(['1234567'], 'b.pdf') })
    expect(store.draft).toMatchObject({ attachment: { id: 'f1', name: 'b.pdf', bytes: 7 }, upload: undefined })
  })

  it('that is being replaced does not come after the one that the member chose last', async () => {
    const { store } = await open()
    const first = Promise.withResolvers<undefined>()
    let ids = 0
    api.request.mockImplementation(path =>
      path === '/api/reply-files'
        ? Promise.resolve({ id: `f${++ids}`, partBytes: 100 })
        : path === '/api/reply-files/f1/parts/0' ? first.promise : Promise.resolve())
    await store.run({ kind: 'write' })
    const slow = store.run({ kind: 'upload', file: new File(['1234567'], 'slow.pdf') })
    await eventually(() => api.request.mock.calls.length === 2)
    await store.run({ kind: 'upload', file: new File(['1234567'], 'fast.pdf') })
    first.resolve(undefined)
    await slow
    expect(store.draft?.attachment).toMatchObject({ id: 'f2', name: 'fast.pdf' })
  })
})

describe('deleting', () => {
  it('can be taken back, and the text is not lost when that fails', async () => {
    const { store, ids } = await open()
    await store.run({ kind: 'edit', reply: own('o1') })
    await store.run({ kind: 'delete' })
    expect(ids()).toEqual(['o2', 'c1'])
    expect(store.deleted).toEqual(own('o1'))
    api.addReply.mockRejectedValueOnce(fail('offline')).mockResolvedValueOnce(own('o5', 'Text o1'))
    await store.run({ kind: 'undo' })
    expect(store.draft).toMatchObject({ text: 'Text o1', scope: 'own', failure: { code: 'offline' } })
    await store.run({ kind: 'save' })
    expect(ids()).toEqual(['o5', 'o2', 'c1'])
  })

  it('of what is gone already is done', async () => {
    const { store, ids } = await open()
    await store.run({ kind: 'edit', reply: own('o1') })
    api.deleteReply.mockRejectedValueOnce(fail('reply_not_found'))
    await store.run({ kind: 'delete' })
    expect(ids()).toEqual(['o2', 'c1'])
  })

  it('that fails leaves everything as it is, and says so', async () => {
    const { store, ids } = await open()
    await store.run({ kind: 'edit', reply: own('o1') })
    api.deleteReply.mockRejectedValueOnce(fail('offline'))
    await store.run({ kind: 'delete' })
    expect(ids()).toEqual(['o1', 'o2', 'c1'])
    expect(store.draft).toMatchObject({ failure: { code: 'offline' } })
    expect(store.deleted).toBeUndefined()
  })
})

it('Escape closes the editor, and what was typed is offered', async () => {
  const { store } = await open()
  await store.run({ kind: 'write' })
  await store.run({ kind: 'shelve' })
  expect([store.draft, store.kept]).toEqual([undefined, undefined])
  await store.run({ kind: 'write' })
  await store.run({ kind: 'type', text: 'Half a' })
  await store.run({ kind: 'shelve' })
  expect([store.draft, store.kept?.text, store.hasUnsavedDraft]).toEqual([undefined, 'Half a', false])
  await store.run({ kind: 'restore' })
  expect([store.draft?.text, store.kept]).toEqual(['Half a', undefined])
})

it('Escape leaves the editor open while it saves; the saved reply is not offered again', async () => {
  const { store } = await open()
  await store.run({ kind: 'write' })
  await store.run({ kind: 'type', text: 'Whole' })
  const { promise, resolve } = Promise.withResolvers<QuickReply>()
  api.addReply.mockReturnValueOnce(promise)
  const saving = store.run({ kind: 'save' })
  await store.run({ kind: 'shelve' })
  expect(store.draft?.text).toBe('Whole')
  resolve(own('o3', 'Whole'))
  await saving
  expect([store.draft, store.kept]).toEqual([undefined, undefined])
})

describe('what an earlier page left', () => {
  beforeEach(() => {
    localStorage.clear()
    servePage({ draftKey: 'A'.repeat(43) })
  })

  async function rebuild(reply?: QuickReply) {
    const { store } = await open()
    await store.run(reply ? { kind: 'edit', reply } : { kind: 'write' })
    await store.run({ kind: 'type', text: 'Half a' })
    await eventually(() => localStorage.length === 1)
    setActivePinia(createPinia())
    const next = await open()
    await eventually(() => !!next.store.kept)
    return next.store
  }

  it('is offered, restored, and gone when it is saved', async () => {
    const store = await rebuild()
    expect([store.draft, store.kept?.text]).toEqual([undefined, 'Half a'])
    await store.run({ kind: 'restore' })
    expect([store.draft?.text, store.kept]).toEqual(['Half a', undefined])
    api.addReply.mockResolvedValue(own('o3', 'Half a'))
    await store.run({ kind: 'save' })
    await eventually(() => localStorage.length === 0)
  })

  it('is dropped on request', async () => {
    const store = await rebuild()
    await store.run({ kind: 'discard' })
    expect(store.kept).toBeUndefined()
    await eventually(() => localStorage.length === 0)
  })

  it('of an existing reply changes it, or becomes a new one when it was deleted', async () => {
    const store = await rebuild(own('o1'))
    await store.run({ kind: 'restore' })
    expect(store.draft).toMatchObject({ reply: { id: 'o1' }, text: 'Half a' })
    api.quickReplies.mockResolvedValue({ replies: [own('o2')] })
    setActivePinia(createPinia())
    const { store: later } = await open()
    await eventually(() => !!later.kept)
    await later.run({ kind: 'restore' })
    expect(later.draft).toMatchObject({ reply: undefined, scope: 'own', text: 'Half a' })
  })
})
