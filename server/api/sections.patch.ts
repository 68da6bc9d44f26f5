import * as v from 'valibot'
import { PANEL_PLACES } from '#shared/define-panel.ts'
import { SECTIONS } from '#shared/types/sections.ts'
import type { PanelOrder } from '#shared/types/sections.ts'
import { defineDoor } from '../http/door/define-door.ts'
import { panelId } from '../http/ids.ts'

const change = v.strictObject({
  ...v.entriesFromList(SECTIONS, v.optional(v.boolean())),
  panels: v.optional(v.record(panelId, v.boolean())),
  order: v.optional(v.strictObject(v.entriesFromList(PANEL_PLACES, v.optional(v.array(panelId))))),
})

export default defineDoor({
  does: 'Keeps which parts of the page the member has opened or folded, and the order of the panels.',
  who: 'member',
  limits: ['writes'],
  body: change,
  answer: 'nothing',
  asks: 'store',
}, ({ member, body, services }) => {
  const isPanel = (id: string) => services.panels.list.some(panel => panel.id === id)
  const panels = Object.entries(body.panels ?? {}).filter(([id]) => isPanel(id))
  const order = Object.entries(body.order ?? {}).map(([place, ids]) => [place, [...new Set(ids)].filter(isPanel)])
  return services.memberSections.change(member.userId, {
    ...body, panels: Object.fromEntries(panels), order: Object.fromEntries(order) as PanelOrder,
  })
})
