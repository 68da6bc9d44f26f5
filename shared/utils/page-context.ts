/** Id of the element of a page that holds its context as JSON. */
export const PAGE_CONTEXT_ID = 'page-context'
