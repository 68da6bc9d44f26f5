/** The parts that fold: `story` to `origin` of a customer, `group` and `members` of a group, `ids` of both. */
export const SECTIONS = ['story', 'reminders', 'notes', 'attributes', 'origin', 'ids', 'group', 'members'] as const

/** Which parts are open. */
export type Sections = Record<typeof SECTIONS[number], boolean>

export const ALL_OPEN = Object.fromEntries(SECTIONS.map(part => [part, true])) as Sections

/** PATCH /api/sections: the parts that the member has just opened or folded. The server keeps them for a year. */
export type SectionsChange = Partial<Sections> & {
  /** By the id of a panel. */
  panels?: Record<string, boolean>
}
