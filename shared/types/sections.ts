import type { PanelPlace } from '../define-panel.ts'

/** The parts that fold: `story` to `origin` of a customer, `group` and `members` of a group, `ids` of both. */
export const SECTIONS = ['story', 'reminders', 'notes', 'attributes', 'origin', 'ids', 'group', 'members'] as const

/** Which parts are open; those that are absent, too. */
export type Sections = Partial<Record<typeof SECTIONS[number], boolean>>

/** In each place, ids of panels as the member has moved them. */
export type PanelOrder = Partial<Record<PanelPlace, string[]>>

/** PATCH /api/sections: what the member has just opened, folded or moved. The server keeps it for a year. */
export type SectionsChange = Sections & {
  /** By the id of a panel. */
  panels?: Record<string, boolean>
  order?: PanelOrder
}
