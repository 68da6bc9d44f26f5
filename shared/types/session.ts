/** The signed-in member, as far as the browser may know (GET /api/session). */
export interface SessionMember {
  /** WeCom userid, 1–64 bytes. */
  userId: string
  /** Absent when WeCom did not send the name at sign-in (the app's visible range does not include the member). */
  name?: string
  /** Listed in NUXT_ADMIN_USER_IDS: may see configuration hints and the doctor. */
  admin: boolean
}

/** A place where the member is signed in (GET /api/sessions). */
export interface MemberSession {
  /** ISO 8601. */
  signedInAt: string
  /** ISO 8601; at most a minute old while the session is used. */
  seenAt: string
  /** As the browser named itself at sign-in. */
  userAgent?: string
  /** The session of this request. */
  current: boolean
}
