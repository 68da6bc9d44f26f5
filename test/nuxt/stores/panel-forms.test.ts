import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { KeptDraft } from '#shared/types/draft.ts'
import type { DraftPlace } from '~/browser/drafts/draft-place'
import type { Draft } from '~/browser/drafts/follow-draft'
import { usePanelFormsStore } from '~/stores/panel-forms'
import { servePage } from '../support/page'

/** What the drafts of browser and server are asked to keep, and to look for. */
const drafts = vi.hoisted(() => ({ followed: [] as Draft<unknown>[], looked: [] as unknown[] }))
vi.mock('~/stores/drafts', () => ({
  useDraftsStore: () => ({
    look: async (places: [DraftPlace, KeptDraft][]) => void drafts.looked.push(...places),
    follow: (draft: Draft<unknown>) => void drafts.followed.push(draft),
  }),
}))

const formOf = (reason: string) => ({ input: { reason }, key: `key of ${reason}` })
const pathOf = (id: string) => `/api/customers/${id}/panels`
const draftOf = (id: string) =>
  drafts.followed.find(({ place }) => typeof place === 'object' && place.externalUserId === id)!

function open(...ids: string[]) {
  const forms = usePanelFormsStore()
  for (const externalUserId of ids) void forms.follow(pathOf(externalUserId), { externalUserId, field: 'panels' })
  return forms
}

beforeEach(() => {
  servePage()
  drafts.followed.length = drafts.looked.length = 0
})
afterEach(() => {
  const store = usePanelFormsStore()
  store.$dispose()
  Reflect.deleteProperty(useNuxtApp().$pinia.state.value, store.$id)
})

describe('what was typed into a form of a panel', () => {
  it('stays with its subject, and is a draft', () => {
    const forms = open('wmA', 'wmB', 'wmA')
    forms.keep(pathOf('wmA'), 'orders', 'cancel', formOf('late'))
    forms.keep(pathOf('wmA'), 'orders', 'refund', formOf('broken'))
    expect(forms.of(pathOf('wmB'))).toEqual({})
    forms.keep(pathOf('wmB'), 'orders', 'cancel', formOf('of B'))
    const ofA = { orders: { forms: { cancel: formOf('late'), refund: formOf('broken') } } }
    expect(forms.of(pathOf('wmA'))).toEqual(ofA)
    expect(drafts.followed.map(({ place }) => place)).toEqual(['wmA', 'wmB'].map(externalUserId => (
      { externalUserId, field: 'panels' })))
    expect([draftOf('wmA').unsaved(), draftOf('wmB').unsaved()]).toEqual([
      ofA, { orders: { forms: { cancel: formOf('of B') } } },
    ])
  })

  it('is no draft any more when it is done', () => {
    const forms = open('wmA')
    forms.keep(pathOf('wmA'), 'orders', 'cancel', formOf('late'))
    forms.keep(pathOf('wmA'), 'tickets', 'close', formOf('done'))
    forms.keep(pathOf('wmA'), 'orders', 'cancel')
    expect(draftOf('wmA').unsaved()).toEqual({ tickets: { forms: { close: formOf('done') } } })
    forms.keep(pathOf('wmA'), 'tickets', 'close')
    expect(draftOf('wmA').unsaved()).toBeUndefined()
  })

  it('comes back from an earlier page, but not over what is typed now', () => {
    const forms = open('wmA')
    forms.keep(pathOf('wmA'), 'orders', 'cancel', formOf('now'))
    const tickets = { forms: { close: formOf('before') }, replies: { 1: 'Dear Lin' } }
    draftOf('wmA').offer({ orders: { forms: { cancel: formOf('before') } }, tickets })
    expect(forms.of(pathOf('wmA'))).toEqual({ orders: { forms: { cancel: formOf('now') } }, tickets })
  })

  it('stands beside replies that the member has changed', () => {
    const forms = open('wmA')
    const path = pathOf('wmA')
    forms.keepReply(path, 'orders', 0, 'Dear Lin')
    forms.keepReply(path, 'orders', 2, 'It is on its way')
    forms.keep(path, 'orders', 'cancel', formOf('late'))
    forms.keepReply(path, 'orders', 0)
    expect(draftOf('wmA').unsaved()).toEqual({
      orders: { forms: { cancel: formOf('late') }, replies: { 2: 'It is on its way' } },
    })
    forms.keep(path, 'orders', 'cancel')
    forms.keepReply(path, 'orders', 2)
    expect(draftOf('wmA').unsaved()).toBeUndefined()
  })

  it('comes back from another client beside a group, when the server has told it', async () => {
    const forms = usePanelFormsStore()
    const [path, place] = ['/api/groups/wrA/panels', 'groups/wrA/panels']
    const kept = { text: '1.abc', ageMs: 5 }
    await forms.follow(path, place, kept)
    expect([drafts.looked, drafts.followed.map(draft => draft.place)]).toEqual([[[place, kept]], [place]])
  })
})
