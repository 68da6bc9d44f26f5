import { mountSuspended } from '@nuxt/test-utils/runtime'
import { expect, it, vi } from 'vitest'
import { PANEL_TEXTS } from '~/i18n/panel-texts'
import type { RequestPanels } from '~/browser/panels/panel-lines'
import CompanyPanels from '~/pages/parts/CompanyPanels.vue'
import { eventually } from '../../support/eventually'
import { servePage } from '../support/page'

const api = vi.hoisted(() => ({ keepSections: vi.fn(async () => {}) }))
const requestPanels = vi.hoisted(() => vi.fn<RequestPanels>())
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => vi.fn() }))
vi.mock('~/composables/usePanelRequest', () => ({ usePanelRequest: () => requestPanels }))
vi.mock('~/browser/after-paint', () => ({ afterPaint: async () => {} }))

it('a frame that changes places with a card gets another address: its own works once', async () => {
  const infoOf = (id: string) => ({ id, title: { zh: id, en: id }, open: true })
  servePage({ panels: { workbench: [infoOf('crm'), infoOf('orders')] } })
  let times = 0
  requestPanels.mockImplementation(async ({ panel }, onLine) => {
    onLine({ panel: 'crm', frame: { url: `about:blank?${++times}` } })
    if (!panel) onLine({ panel: 'orders', card: { version: 1, blocks: [{ type: 'notice', text: 'A-42' }] } })
  })
  const shown = await mountSuspended(CompanyPanels, { props: { place: 'workbench' }, attachTo: document.body })
  const srcs = () => shown.findAll('iframe').map(frame => frame.attributes('src'))
  await eventually(() => srcs().join() === 'about:blank?1' && shown.text().includes('A-42'))
  await shown.get('[data-panel-order]').trigger('click')
  await eventually(() => shown.find('dialog').exists())
  await shown.get(`[aria-label="${PANEL_TEXTS.en.down('crm')}"]`).trigger('click')
  await eventually(() => srcs().join() === 'about:blank?2')
  expect(requestPanels.mock.calls.map(([{ panel }]) => panel)).toEqual([undefined, 'crm'])
  expect(shown.findAll('h2').map(heading => heading.text()).slice(0, 2)).toEqual(['orders', 'crm'])
  expect(api.keepSections).toHaveBeenCalledExactlyOnceWith({ order: { workbench: ['orders', 'crm'] } })
  shown.unmount()
})
