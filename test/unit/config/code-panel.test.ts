import { describe, expect, it } from 'vitest'
import { readCodePanels } from '../../../server/config/code-panel.ts'
import type { PanelDefinition } from '../../../shared/define-panel.ts'

const right: PanelDefinition = {
  id: 'tickets', title: { zh: '工单', en: 'Tickets' }, needs: ['unionId'], load: () => ({ version: 1, blocks: [] }),
}
const read = (change: object, taken: string[] = []) =>
  readCodePanels({ 'panels/tickets.ts': { ...right, ...change } }, taken, { TICKETS_TOKEN: 't' })

describe('readCodePanels', () => {
  it('completes a panel, and gives it its variables only', () => {
    expect(read({ variables: ['TICKETS_TOKEN', 'OTHER'], origins: ['https://Tickets.example.com/'] })).toMatchObject([{
      id: 'tickets', timeoutMs: 4_500, cacheSeconds: 0, open: true, images: [],
      origins: ['https://tickets.example.com'], variables: { TICKETS_TOKEN: 't', OTHER: undefined },
    }])
  })

  it.each<[string, object]>([
    ['id', { id: 'Tickets 1' }], ['title', { title: 'Tickets' }], ['needs', { needs: ['phone'] }],
    ['origins', { origins: ['http://tickets.example.com'] }], ['origins', { origins: ['https://a.example.com/path'] }],
    ['variables', { variables: ['NUXT_SESSION_PASSWORD'] }], ['timeoutMs', { timeoutMs: 60_000 }],
    ['load', { load: undefined }], ['the default export', { place: 'group' }], ['place', { place: 'door' }],
  ])('stops the start because of "%s", and names the file: %o', (name, change) => {
    expect(() => read(change)).toThrow(new RegExp(`^panels/tickets\\.ts: ${name}`))
  })

  it('lets a panel on this machine be reached without TLS', () => {
    expect(read({ origins: ['http://localhost:4000'] })[0]!.origins).toEqual(['http://localhost:4000'])
  })

  it('stops the start for an id that NUXT_PANELS or another file has', () => {
    expect(() => read({}, ['tickets'])).toThrow('another panel has the id "tickets"')
    expect(() => readCodePanels({ 'panels/a.ts': right, 'panels/b.ts': right }, [], {})).toThrow(/^panels\/b\.ts/)
  })
})
