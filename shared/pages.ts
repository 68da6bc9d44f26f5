/** The path of every page. The server renders only these; pages/routes.ts has their components. */
export const PAGE_PATHS = ['/', '/audit', '/doctor', '/fields', '/setup', '/stages'] as const

export type PagePath = typeof PAGE_PATHS[number]

/** Pages that exist for admins only. */
export const ADMIN_PAGES: readonly string[] = ['/audit', '/doctor', '/fields', '/stages'] satisfies PagePath[]

/** The check of the set-up, for a browser that has opened the link of the server's start. */
export const SET_UP_PAGE = '/setup' satisfies PagePath
