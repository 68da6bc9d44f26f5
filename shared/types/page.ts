import type { PanelPlace } from '../define-panel.ts'
import type { JssdkSignatures } from './jssdk.ts'
import type { PanelInfo } from './panel.ts'
import type { Preferences } from './preferences.ts'
import type { SectionsChange } from './sections.ts'
import type { SessionMember } from './session.ts'

/** What the server knows when it renders the page; sent inside the first HTML. */
export interface PageContext {
  /** Absent without a session (only outside WeCom; inside, the page redirects to sign-in first). */
  member?: SessionMember
  /** Encrypts the member's drafts in this browser; 32 bytes, base64url. Absent without a session. */
  draftKey?: string
  /** Absent without a session, or when WeCom did not answer in time: the browser then asks the API. */
  signatures?: JssdkSignatures
  /** Names the request for this page in the server's log. */
  requestId: string
  /** What the member has chosen in this browser. */
  preferences: Preferences
  /** Which parts of the page the member has opened or folded. Absent without a session. */
  sections?: SectionsChange
  /** The panels by their places. Absent without a session, or when there are none. */
  panels?: Partial<Record<PanelPlace, readonly PanelInfo[]>>
  /** Whether this page reports how long it took. */
  isMeasured?: boolean
  /** What `ww.register` needs; public identifiers, no secrets. */
  corpId: string
  agentId: string
}
