/** The parts of a customer's page that fold. */
export const SECTIONS = ['notes', 'attributes', 'origin', 'ids'] as const

/** Which parts are open. */
export type Sections = Record<typeof SECTIONS[number], boolean>

/** PATCH /api/sections: the parts that the member has just opened or folded. The server keeps them for a year. */
export type SectionsChange = Partial<Sections> & {
  /** By the id of a panel. */
  panels?: Record<string, boolean>
}
