/** Id of the template of a page that holds the script of the app: a first script brings it in. */
export const APP_SCRIPT_ID = 'app-script'
