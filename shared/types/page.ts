import type { JssdkSignatures } from './jssdk.ts'
import type { SessionMember } from './session.ts'

/** What the server knows when it renders the page; travels inside the first HTML. */
export interface PageContext {
  /** Absent without a session (only outside WeCom; inside, the page redirects to sign-in first). */
  member?: SessionMember
  /** Absent without a session, or when WeCom could not be asked in time: the browser then asks the API. */
  signatures?: JssdkSignatures
  /** What `ww.register` needs; public identifiers, no secrets. */
  corpId: string
  agentId: string
}
