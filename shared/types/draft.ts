/** The fields of a customer in WeCom that members change. */
export const EDIT_FIELDS = ['remark', 'description', 'remarkCorpName', 'mobiles', 'tags'] as const

/**
 * What members type about a customer, each with a draft of its own; `note`, `reminder`: the one being written;
 * `ownFields`: the company's fields; `panels`: forms and suggested replies of panels.
 */
export const DRAFT_FIELDS = [...EDIT_FIELDS, 'note', 'reminder', 'ownFields', 'panels'] as const

export type DraftField = typeof DRAFT_FIELDS[number]

/**
 * What members type that is about no customer: the reply being written; what admins define for the company; `doctor`:
 * why an admin ignores checks; `ownPanels`: forms of panels on the workbench.
 */
export const MEMBER_DRAFTS = ['reply', 'stages', 'fields', 'doctor', 'ownPanels'] as const

export type MemberDraft = typeof MEMBER_DRAFTS[number]

/**
 * What a member has typed and not saved, as the server keeps it for other pages of the same member. The browser
 * encrypts it: the server's answers show no phone number of a draft before the member's look is recorded.
 */
export interface KeptDraft {
  /** Made and read by browser/drafts; empty when it was saved or dropped since. */
  text: string
  /** Time since it was typed, milliseconds. An age, because clocks of browsers differ. */
  ageMs: number
}

/** The drafts of one customer. */
export type KeptDrafts = Partial<Record<DraftField, KeptDraft>>
