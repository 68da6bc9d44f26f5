/** The page's promise that its style sheet is here, or will not come. Pages that begin with the sheet have none. */
export const STYLES_GLOBAL = 'sidebarStyles'
