/** A member's notes about a customer. Absent fields stay as they are. */
export interface CustomerNotes {
  remark?: string
  description?: string
  /** WeChat customers only. */
  remarkCorpName?: string
  /** Full numbers; replaces the whole list. */
  mobiles?: string[]
}

/**
 * PATCH /api/customers/:externalUserId → the CustomerProfile that WeCom has afterwards, or 409 `edit_conflict` when
 * WeCom has other values than `before`, because they were changed meanwhile.
 */
export interface CustomerEdit {
  /** The fields being changed, as the member saw them. `mobiles` as revealed. */
  before: CustomerNotes
  after: CustomerNotes
}

/** POST /api/customers/:externalUserId/tags → CustomerProfile afterwards. Ids of corp tags, at least one in all. */
export interface TagEdit {
  add: string[]
  remove: string[]
}

/** POST /api/customers/:externalUserId/mobiles (no body): the full numbers. Logged, and limited to 20 per hour. */
export interface RevealedMobiles {
  mobiles: string[]
}

/** One group of the company's tag library (GET /api/tags), in the order of the admin console. */
export interface TagGroup {
  id: string
  name: string
  tags: { id: string, name: string }[]
}
