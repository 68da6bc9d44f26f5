/** In the browser's own record: what the member waits for is painted. */
export const PAINTED_MARK = 'painted'
