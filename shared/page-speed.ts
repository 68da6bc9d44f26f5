/**
 * Moments of a page beside a chat, in their order:
 * - `answered`: our server's answer has begun;
 * - `asked`: the client is asked for agentConfig;
 * - `located`: the client has said which customer it is;
 * - `fetched`: the profile is here;
 * - `painted`: the customer is on the screen.
 */
export const PAGE_MOMENTS = ['answered', 'asked', 'located', 'fetched', 'painted'] as const

export type PageMoment = typeof PAGE_MOMENTS[number]

/** When each moment was, milliseconds since the member has opened the chat, by the browser's own clock. */
export type PageTimes = Record<PageMoment, number>

/** A page that takes longer was not watched, or its machine slept. */
export const LONGEST_PAGE_MS = 60_000
