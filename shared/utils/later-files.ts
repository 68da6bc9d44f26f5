/** Id of the template of a page that holds the links to fetch when the page is idle. */
export const LATER_FILES_ID = 'later-files'
