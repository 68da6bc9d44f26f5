/** The path of every page. The server renders only these; pages/routes.ts has their components. */
export const PAGE_PATHS = ['/'] as const

export type PagePath = typeof PAGE_PATHS[number]
