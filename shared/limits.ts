/** Limits of WeCom for a member's notes about a customer (doc 92115), in characters; `mobiles` is a count. */
export const EDIT_LIMITS = { remark: 20, description: 150, remarkCorpName: 20, mobile: 20, mobiles: 5 } as const

/**
 * Limits of drafts on the server: `text` in characters of base64url, enough for a hundred tags or a long note; `count`
 * of one member.
 */
export const DRAFT_LIMITS = { text: 16_384, count: 40, lifetimeMs: 24 * 60 * 60_000 } as const

/**
 * Limits of quick replies: `text`, `title` and `folder` in characters, `own` and `corp` in replies. WeCom documents no
 * length for `sendChatMessage`; 500 characters are at most 2,000 bytes of UTF-8, within the 2,048 of its shortest text
 * message (doc 90236).
 */
export const REPLY_LIMITS = { text: 500, title: 20, folder: 10, own: 200, corp: 500 } as const

/** Limits of the stages of customers: `name` in characters, `stages` in stages of the company, `quietDays` in days. */
export const STAGE_LIMITS = { name: 12, stages: 10, quietDays: 365 } as const

/**
 * Limits of the fields of customers: `fields` of the company; `name`, `choice` and `text`, a value, in characters;
 * `choices` of one field; `number` in both directions, where every number with two decimals is exact.
 */
export const FIELD_LIMITS = { fields: 20, name: 12, choices: 20, choice: 20, text: 200, number: 1e12 } as const

/** Limits of notes: `text` in characters, `own` in notes of one member about one customer. */
export const NOTE_LIMITS = { text: 1_000, own: 500 } as const

/**
 * Limits of reminders: `text` in characters, so that a template card shows it whole (doc 90236); `own` in reminders of
 * a member that are not done; `aheadMs` until they are due.
 */
export const REMINDER_LIMITS = { text: 100, own: 500, aheadMs: 2 * 366 * 24 * 60 * 60_000 } as const
