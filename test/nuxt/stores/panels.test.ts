import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import type { PanelLine } from '#shared/types/panel.ts'
import type { PanelsWanted, RequestPanels } from '~/browser/panels/panel-lines'
import { useGroupStore } from '~/stores/group'
import { usePanelsStore } from '~/stores/panels'
import { eventually } from '../../support/eventually'
import { groupOf } from '../support/customers'
import { servePage } from '../support/page'

const api = vi.hoisted(() => ({ group: vi.fn() }))
const requestPanels = vi.hoisted(() => vi.fn<RequestPanels>())
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => vi.fn() }))
vi.mock('~/composables/usePanelRequest', () => ({ usePanelRequest: () => requestPanels }))
vi.mock('~/browser/after-paint', () => ({ afterPaint: async () => {} }))

interface Asked extends PanelsWanted {
  onLine: (line: PanelLine) => void
}

const asked: Asked[] = []
const infoOf = (id: string) => ({ id, title: { zh: id, en: id }, open: true })
const line = (panel: string, text: string): PanelLine =>
  ({ panel, card: { version: 1, blocks: [{ type: 'notice', text }] } })

beforeEach(() => {
  asked.length = 0
  servePage({ panels: { group: [infoOf('project')], workbench: [infoOf('targets')] } })
  requestPanels.mockImplementation((wanted, onLine) => {
    asked.push({ ...wanted, onLine })
    return new Promise(() => {})
  })
  api.group.mockImplementation(async (chatId: string) => groupOf({ chatId }))
})
afterEach(() => void useGroupStore().clear())

describe('the panels beside a group', () => {
  it('are those of the group on the screen: a late line of the group before is dropped', async () => {
    const group = useGroupStore()
    const panels = usePanelsStore('group')
    await group.show('wrA')
    await eventually(() => asked.length === 1)
    expect(asked[0]!.path).toBe('/api/groups/wrA/panels')
    asked[0]!.onLine(line('project', 'A'))
    expect(panels.panels.project).toMatchObject({ status: 'ready' })
    const other = group.show('wrB')
    expect([asked[0]!.signal.aborted, panels.panels]).toEqual([true, {}])
    await other
    await eventually(() => asked.length === 2)
    asked[0]!.onLine(line('project', 'A again'))
    expect(asked[1]!.path).toBe('/api/groups/wrB/panels')
    expect(panels.panels.project).toEqual({ status: 'loading', isSlow: false })
  })
})

describe('the panels on the workbench', () => {
  it('load each time it is opened, and end with it', async () => {
    for (const time of [1, 2]) {
      const scope = effectScope()
      const panels = scope.run(() => usePanelsStore('workbench'))!
      await eventually(() => asked.length === time)
      expect(asked.at(-1)).toMatchObject({ path: '/api/panels' })
      asked.at(-1)!.onLine(line('targets', 'half'))
      expect(panels.panels.targets).toMatchObject({ status: 'ready' })
      scope.stop()
      expect(asked.at(-1)!.signal.aborted).toBe(true)
    }
  })
})
