/** The path of every page. The server renders nothing else; pages/routes.ts has the component of each. */
export const PAGE_PATHS = ['/'] as const

export type PagePath = typeof PAGE_PATHS[number]
