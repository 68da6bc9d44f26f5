/** The page's promise that its style sheet is here, or will not come; absent when the page itself waits for the sheet. */
export const STYLES_GLOBAL = 'sidebarStyles'
