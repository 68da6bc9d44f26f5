import * as v from 'valibot'
import { SECTIONS } from '#shared/types/sections.ts'
import { defineDoor } from '../http/door/define-door.ts'
import { panelId } from '../http/ids.ts'

const change = v.strictObject({
  ...v.entriesFromList(SECTIONS, v.optional(v.boolean())),
  panels: v.optional(v.record(panelId, v.boolean())),
})

export default defineDoor({
  does: 'Keeps which parts of the page the member has opened or folded.',
  who: 'member',
  limits: ['writes'],
  body: change,
  answer: 'nothing',
  asks: 'store',
}, ({ member, body, services }) => {
  const isPanel = (id: string) => services.panels.list.some(panel => panel.id === id)
  const panels = Object.entries(body.panels ?? {}).filter(([id]) => isPanel(id))
  return services.memberSections.change(member.userId, { ...body, panels: Object.fromEntries(panels) })
})
