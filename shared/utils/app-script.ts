/** Id of the template of a page that holds the links to the app's files: a first script has them fetched. */
export const APP_FILES_ID = 'app-files'
/** Id of the template of a page that holds the script of the app: the first script runs it. */
export const APP_SCRIPT_ID = 'app-script'
