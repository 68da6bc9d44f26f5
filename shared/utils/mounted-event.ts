/** Event of a page whose app has been mounted. */
export const MOUNTED_EVENT = 'sidebar:mounted'
