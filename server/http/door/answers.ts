import type { AuditPage } from '#shared/types/audit.ts'
import type { CustomerData, ImportedCustomerData } from '#shared/types/customer-data.ts'
import type { RevealedMobiles, TagGroup } from '#shared/types/customer-edit.ts'
import type { Colleague, CustomerPage, CustomerProfile } from '#shared/types/customer.ts'
import type { DoctorReport, SiteEcho } from '#shared/types/doctor.ts'
import type { KeptDraft } from '#shared/types/draft.ts'
import type { CustomerFields, FieldList } from '#shared/types/field.ts'
import type { CustomerGroup } from '#shared/types/group.ts'
import type { CustomerIdentities, IdentityChange, Person } from '#shared/types/identity.ts'
import type { JssdkSignatures } from '#shared/types/jssdk.ts'
import type { Note, NoteVersions } from '#shared/types/note.ts'
import type { OwnValues } from '#shared/types/own-values.ts'
import type { PanelActionResult, PanelCalls } from '#shared/types/panel.ts'
import type { QuickReply, QuickReplyList, ReplyFileUpload, ReplyMedia } from '#shared/types/quick-reply.ts'
import type { Reminder, ReminderList } from '#shared/types/reminder.ts'
import type { MemberSession, SessionMember } from '#shared/types/session.ts'
import type { CustomerStage, StageList } from '#shared/types/stage.ts'
import type { TimelinePage } from '#shared/types/timeline.ts'
import type { LookUpResult } from '../../identity/identity-api.ts'
import type { MiniProgramMember } from '../../identity/mini-program-sessions.ts'
import type { MiniProgramSignIn } from '../../identity/mini-program.ts'
import type { OfficialAccountResult } from '../../identity/official-account.ts'
import type { PersonData } from '../../identity/person-data.ts'
import type { FrameAnswer } from '../../panels/frames.ts'
import type { WechatSignIn } from '../../identity/wechat-sign-ins.ts'

/** Types of the answers, by the names that the declarations and docs/api.md use. */
export interface Answers {
  /** 204 without a body. */
  nothing: undefined
  /** HTML, a redirect or plain text: the handler sends it itself. */
  page: unknown
  AdminNames: { names: string[] }
  AuditPage: AuditPage
  Colleagues: Colleague[]
  CustomerChanges: { changed: boolean }
  CustomerGroup: CustomerGroup
  CustomerDataLists: { unionIds: CustomerData[], externalUserIds: CustomerData[] }
  CustomerFields: CustomerFields
  CustomerIdentities: CustomerIdentities
  CustomerPage: CustomerPage
  CustomerProfile: CustomerProfile
  CustomerStage: CustomerStage
  DefinedFields: FieldList
  DoctorReport: DoctorReport
  EndedSessions: { ended: number }
  ErasedAccounts: { erasedAccounts: number }
  FoundDraft: { draft?: KeptDraft }
  FrameAnswer: FrameAnswer
  IdentityChanges: { changes: IdentityChange[], cursor: string, more: boolean }
  ImportedCustomerData: ImportedCustomerData
  JssdkSignatures: JssdkSignatures
  LinkedUser: { linked: boolean }
  LookUpResult: LookUpResult
  MemberSessions: MemberSession[]
  MiniProgramMember: MiniProgramMember
  MiniProgramSession: Pick<MiniProgramSignIn, 'session' | 'expiresInSeconds'>
  MiniProgramSignIn: MiniProgramSignIn
  Note: Note
  NoteVersions: NoteVersions
  OfficialAccountUsers: { users: Pick<OfficialAccountResult, 'openId' | 'result'>[] }
  PanelActionResult: PanelActionResult
  PanelCalls: PanelCalls[]
  PaymentOpenId: { openId: string }
  OwnValues: OwnValues
  Person: Person
  PersonData: PersonData
  QuickReply: QuickReply
  QuickReplyList: QuickReplyList
  RecordedEvents: { recorded: number, known: number }
  RecordedLinks: { recorded: number }
  Reminder: Reminder
  ReplyFileUpload: ReplyFileUpload
  ReplyMedia: ReplyMedia
  ReminderList: ReminderList
  RevealedMobiles: RevealedMobiles
  SessionMember: SessionMember
  SiteEcho: SiteEcho
  StageList: StageList
  Status: { status: string, checks?: Record<string, string>, clockSkewMs?: number }
  TagGroups: TagGroup[]
  TimelinePage: TimelinePage
  WechatSignIn: WechatSignIn
}
