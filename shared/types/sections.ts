/** The parts that fold: `story` to `origin` of a customer, `group` and `members` of a group, `ids` of both. */
export const SECTIONS = ['story', 'reminders', 'notes', 'attributes', 'origin', 'ids', 'group', 'members'] as const

/** Which parts are open; those that are absent, too. */
export type Sections = Partial<Record<typeof SECTIONS[number], boolean>>

/** PATCH /api/sections: the parts that the member has just opened or folded. The server keeps them for a year. */
export type SectionsChange = Sections & {
  /** By the id of a panel. */
  panels?: Record<string, boolean>
}
