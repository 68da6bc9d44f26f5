import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { Draft } from '~/browser/drafts/follow-draft'
import { useCustomerStore } from '~/stores/customer'
import { usePanelFormsStore } from '~/stores/panel-forms'
import { profileOf } from '../support/customers'
import { servePage } from '../support/page'

const api = vi.hoisted(() => ({ customer: vi.fn() }))
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => vi.fn() }))
/** What the drafts of browser and server are asked to keep. */
const drafts = vi.hoisted(() => [] as Draft<unknown>[])
vi.mock('~/stores/drafts', () => ({
  useDraftsStore: () => ({ look: () => undefined, follow: (draft: Draft<unknown>) => void drafts.push(draft) }),
}))

const formOf = (reason: string) => ({ input: { reason }, key: `key of ${reason}` })
const show = (id: string) => useCustomerStore().show(id)
const draftOf = (id: string) => drafts.find(({ place }) => typeof place === 'object' && place.externalUserId === id)!

beforeEach(() => {
  servePage()
  drafts.length = 0
  api.customer.mockImplementation(async (externalUserId: string) => profileOf({ externalUserId }))
})
afterEach(() => {
  for (const store of [usePanelFormsStore(), useCustomerStore()]) {
    store.$dispose()
    Reflect.deleteProperty(useNuxtApp().$pinia.state.value, store.$id)
  }
})

describe('what was typed into a form of a panel', () => {
  it('stays with its customer while another one is on the screen, and is a draft', async () => {
    const forms = usePanelFormsStore()
    await show('wmA')
    forms.keep('orders', 'cancel', formOf('late'))
    forms.keep('orders', 'refund', formOf('broken'))
    await show('wmB')
    expect(forms.shown).toEqual({})
    forms.keep('orders', 'cancel', formOf('of B'))
    await show('wmA')
    const ofA = { orders: { cancel: formOf('late'), refund: formOf('broken') } }
    expect(forms.shown).toEqual(ofA)
    expect(drafts.map(({ place }) => place)).toEqual(['wmA', 'wmB'].map(externalUserId => (
      { externalUserId, field: 'panels' })))
    expect([draftOf('wmA').unsaved(), draftOf('wmB').unsaved()]).toEqual([ofA, { orders: { cancel: formOf('of B') } }])
  })

  it('is no draft any more when it is done', async () => {
    const forms = usePanelFormsStore()
    await show('wmA')
    forms.keep('orders', 'cancel', formOf('late'))
    forms.keep('tickets', 'close', formOf('done'))
    forms.keep('orders', 'cancel')
    expect(draftOf('wmA').unsaved()).toEqual({ tickets: { close: formOf('done') } })
    forms.keep('tickets', 'close')
    expect(draftOf('wmA').unsaved()).toBeUndefined()
  })

  it('comes back from an earlier page, but not over what is typed now', async () => {
    const forms = usePanelFormsStore()
    await show('wmA')
    forms.keep('orders', 'cancel', formOf('now'))
    draftOf('wmA').offer({ orders: { cancel: formOf('before') }, tickets: { close: formOf('before') } })
    await nextTick()
    expect(forms.shown).toEqual({ orders: { cancel: formOf('now') }, tickets: { close: formOf('before') } })
  })
})
