/** Name of the Trusted Types policy by which a page shows what the server has drawn. */
export const DRAWN_POLICY = 'drawn'
