const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** A part of a limit: at most `limit` in any period of `windowMs` milliseconds. */
export interface LimitWindow {
  /** Each member, each client (its network), or all together have a count of their own. */
  per: 'member' | 'client' | 'all'
  limit: number
  windowMs: number
}

/** How much of something is allowed, over all processes. */
export interface LimitRow {
  /** What is counted, for the docs. */
  counts: string
  /** All of them hold. */
  windows: readonly LimitWindow[]
  /** During an outage of the store, the limit refuses instead of counting within the process. */
  failsClosed?: boolean
}

const perMember = (limit: number, windowMs: number): LimitWindow => ({ per: 'member', limit, windowMs })
const perClient = (limit: number, windowMs: number): LimitWindow => ({ per: 'client', limit, windowMs })
const inAll = (limit: number, windowMs: number): LimitWindow => ({ per: 'all', limit, windowMs })

/**
 * Limits of members: well above a busy day of one person, far below what copies the customer list.
 *
 * Limits of strangers: an office of 500 people behind one address signs in within a minute, because only failures
 * count there. In all they stay far below WeCom's 10,000 calls of one API in a minute (doc 90312).
 */
export const LIMITS = {
  customers: {
    counts: 'different customers that a member opens',
    windows: [perMember(120, 5 * MINUTE_MS), perMember(600, HOUR_MS)],
  },
  unknownCustomers: {
    counts: 'different ids that are not a customer of the member',
    windows: [perMember(30, 5 * MINUTE_MS)],
  },
  followerQuestions: {
    counts: 'questions for the colleagues of a person who is not the member\'s customer',
    windows: [perMember(20, HOUR_MS)],
    failsClosed: true,
  },
  groups: {
    counts: 'openings of a customer group',
    windows: [perMember(120, 5 * MINUTE_MS), perMember(600, HOUR_MS)],
  },
  panels: {
    counts: 'loadings of the panels beside a customer or a group, or on the workbench',
    windows: [perMember(240, 5 * MINUTE_MS), perMember(1_200, HOUR_MS)],
  },
  panelActions: {
    counts: 'actions of panels',
    windows: [perMember(30, MINUTE_MS), perMember(300, HOUR_MS)],
  },
  listPages: { counts: 'pages of the member\'s customer list', windows: [perMember(400, HOUR_MS)] },
  memberPages: { counts: 'pages rendered for a member', windows: [perMember(300, MINUTE_MS)] },
  strangerPages: {
    counts: 'pages rendered without a session',
    windows: [perClient(600, MINUTE_MS), inAll(3_000, MINUTE_MS)],
  },
  signatures: { counts: 'signatures of a page', windows: [perMember(120, MINUTE_MS)] },
  writes: { counts: 'changes', windows: [perMember(60, MINUTE_MS)] },
  fileParts: { counts: 'parts of files for quick replies', windows: [perMember(1_000, 10 * MINUTE_MS)] },
  replyPictures: { counts: 'pictures of quick replies that are shown', windows: [perMember(120, MINUTE_MS)] },
  replyMedia: { counts: 'questions for a file of a quick reply as WeCom has it', windows: [perMember(120, MINUTE_MS)] },
  drafts: { counts: 'drafts that are kept', windows: [perMember(240, MINUTE_MS)] },
  reveals: {
    counts: 'customers whose full phone numbers a member sees',
    windows: [perMember(20, HOUR_MS)],
    failsClosed: true,
  },
  signIns: {
    counts: 'codes that WeCom refuses at a sign-in',
    windows: [perClient(60, 10 * MINUTE_MS), inAll(600, MINUTE_MS)],
  },
  setUpLinks: {
    counts: 'set-up links that open nothing',
    windows: [perClient(10, 10 * MINUTE_MS), inAll(60, MINUTE_MS)],
  },
  setUpRuns: {
    counts: 'checks of the set-up that do not wait for the next one',
    windows: [perClient(30, MINUTE_MS), inAll(60, MINUTE_MS)],
  },
  miniProgramSignIns: {
    counts: 'codes that WeChat refuses at the sign-in of a mini program',
    windows: [perClient(60, 10 * MINUTE_MS), inAll(600, MINUTE_MS)],
  },
  wechatSignIns: {
    counts: 'codes that WeChat refuses at the sign-in on a page',
    windows: [perClient(60, 10 * MINUTE_MS), inAll(600, MINUTE_MS)],
  },
  memberSignIns: {
    counts: 'codes that WeCom refuses at the sign-in of a mini program for members',
    windows: [perClient(60, 10 * MINUTE_MS), inAll(600, MINUTE_MS)],
  },
  miniProgramSessions: {
    counts: 'questions about a mini program session',
    windows: [perClient(120, MINUTE_MS), inAll(3_000, MINUTE_MS)],
  },
  memberSessions: {
    counts: 'questions about a mini program session of a member',
    windows: [perClient(120, MINUTE_MS), inAll(3_000, MINUTE_MS)],
  },
  wecomCalls: {
    counts: 'calls of one API of WeCom, half of what WeCom allows the company (doc 90312)',
    windows: [inAll(5_000, MINUTE_MS), inAll(75_000, HOUR_MS)],
  },
} as const satisfies Record<string, LimitRow>

export type LimitName = keyof typeof LIMITS

/** The limits of pages, which have no door. */
export const PAGE_LIMITS = {
  member: 'memberPages', stranger: 'strangerPages',
} as const satisfies Record<string, LimitName>

/** By limit: what its windows are multiplied by (NUXT_LIMITS). */
export type LimitFactors = Partial<Record<LimitName, number>>

/** @returns the windows of a limit as this deployment has them */
export function windowsOf(name: LimitName, factors: LimitFactors): LimitWindow[] {
  const factor = factors[name] ?? 1
  return LIMITS[name].windows.map(window => ({ ...window, limit: Math.max(1, Math.round(window.limit * factor)) }))
}
