import type { Generated } from 'kysely'
import type { ReminderTable } from './reminder-schema.ts'
import type {
  CallbackEventTable, CustomerFieldTable, CustomerNoteTable, CustomerNoteVersionTable, CustomerStageTable, FieldTable,
  StageTable, TimelineEntryTable,
} from './story-schema.ts'

/**
 * A fact: between these two moments `source` said that the account belongs to the unionid. Times are milliseconds since
 * 1970.
 */
export interface IdentityLinkTable {
  accountKind: 'openId' | 'externalUserId'
  /** The app of an openid, or the corp of an external userid. */
  accountScope: string
  accountId: string
  /** The open-platform account that the unionid belongs to. */
  openPlatform: string
  unionId: string
  source: string
  firstSeenAt: number
  lastSeenAt: number
}

/** A decision: the account does not belong to the unionid, whatever a source says. */
export interface IdentityWithdrawalTable {
  accountKind: IdentityLinkTable['accountKind']
  accountScope: string
  accountId: string
  openPlatform: string
  unionId: string
  withdrawnBy: string
  withdrawnAt: number
}

/** An entry of the feed: a change of the link between an account and a unionid. Entries are erased, never changed. */
export interface IdentityChangeTable {
  /** The order of the feed; there are gaps. */
  position: number
  /** Milliseconds since 1970. */
  at: number
  change: 'linked' | 'withdrawn' | 'kept' | 'erased'
  accountKind: IdentityLinkTable['accountKind']
  accountScope: string
  /** For an erased account: its SHA-256. */
  accountId: string
  openPlatform: string
  /** For an erased person: its SHA-256. */
  unionId: string
  /** The source of a fact, or the member or system that decided. */
  by: string | null
}

/** The last position in use: one row. Its lock serialises writers. */
export interface IdentityChangeEndTable {
  feed: 'identities'
  position: number
}

/** A text that members use often. */
export interface QuickReplyTable {
  id: string
  corpId: string
  /** The member who owns it; null: the corp. */
  ownerUserId: string | null
  text: string
  /** Empty: none. */
  title: Generated<string>
  /** Empty: none. */
  folder: Generated<string>
  /** Id of the file that is sent instead of the text; empty: none. */
  fileId: Generated<string>
  /** JSON of the link or mini program that is sent instead of the text; empty: none. */
  card: Generated<string>
  /** Milliseconds since 1970. */
  createdAt: number
}

/** A file of quick replies. Times are milliseconds since 1970. */
export interface ReplyFileTable {
  id: string
  corpId: string
  /** The member who has uploaded it; null: the corp, since one of its replies has it. */
  ownerUserId: string | null
  name: string
  bytes: number
  /** Of a picture; empty: customers get it as a file. */
  imageType: string
  /** When it was uploaded, or when a reply last lost it. */
  freeSince: number
  /** The copy at WeCom; empty: none. */
  mediaId: string
  /** When the copy was made. */
  mediaAt: number
}

/** A part of a file. */
export interface ReplyFilePartTable {
  fileId: string
  /** From 0. */
  part: number
  content: Uint8Array
}

/** When a member last sent a reply (milliseconds since 1970). */
export interface QuickReplyUseTable {
  replyId: string
  userId: string
  usedAt: number
}

/** Which process does a job that only one process may do at a time. */
export interface JobLeaseTable {
  /** The job. */
  name: string
  /** Random id of the process; null when no process does the job. */
  holder: string | null
  /** Grows while the holder is alive. */
  beat: number
}

/** The full sync of a corp: the current run, or the last one. Times are milliseconds since 1970. */
export interface IdentitySyncTable {
  corpId: string
  /** The lease of versions before `jobLease`, which may still run during an update. Never read. */
  holder: string | null
  /** As `holder`. */
  beat: number
  startedAt: number | null
  /** Null while the run is not finished, also when no process works on it. */
  finishedAt: number | null
  /** When the run was given up; a later one continues it. */
  failedAt: number | null
  /** The run waits until then: WeCom throttles, or WeCom or the database is away. */
  waitingUntil: number | null
  /** The count of the run before; 0 when there was none. */
  expectedCustomers: number
}

/** Up to a hundred members of a run, with progress and counts. */
export interface IdentitySyncBatchTable {
  corpId: string
  position: number
  /** JSON list. */
  userIds: string
  members: number
  /** The cursor of WeCom's list; empty at the beginning. */
  cursor: string
  done: 0 | 1
  restarts: number
  pages: number
  customers: number
  withUnionId: number
}

/** A member whose customers a run had to leave out. */
export interface IdentitySyncSkipTable {
  corpId: string
  userId: string
  /** Of WeCom's refusal. */
  errcode: number
}

/** The secret that the keys of a corp's audit are made from, encrypted. */
export interface AuditKeyTable {
  corpId: string
  sealed: string
}

/** The newest row of a corp's audit. Its lock serialises writers. */
export interface AuditHeadTable {
  corpId: string
  seq: number
  /** Of that row. */
  mac: string
  /** Proves that a server wrote this head. */
  seal: string
}

/** What was done, in the order of `seq`, which has no gaps. Texts are empty where there is nothing to say. */
export interface AuditRowTable {
  corpId: string
  /** From 1. */
  seq: number
  /** Milliseconds since 1970. */
  at: number
  action: string
  /** Userid of a member, or `api-key:` and the id of a key. */
  actor: string
  /** Pseudonym of the customer, person, openid or group. */
  subject: string
  /** `ok`, or the code of the error. */
  result: string
  /** JSON object. */
  details: string
  requestId: string
  /** Of the client. */
  network: string
  /** Over this row and the `mac` of the row before. */
  mac: string
  /** How often it was done from `at` to `lastAt`. */
  count: number
  lastAt: number
  /** Over `count` and `lastAt`, for actions whose repetitions are counted. */
  countMac: string
}

/** Rows that were deleted because their time was over. */
export interface AuditGapTable {
  corpId: string
  fromSeq: number
  toSeq: number
  /** Of the last deleted row. */
  mac: string
  /** Proves that a server deleted them. */
  seal: string
}

/** All tables in camelCase; in the database the names are in snake_case. */
export interface Schema {
  identityLink: IdentityLinkTable
  identityWithdrawal: IdentityWithdrawalTable
  identityChange: IdentityChangeTable
  identityChangeEnd: IdentityChangeEndTable
  quickReply: QuickReplyTable
  quickReplyUse: QuickReplyUseTable
  replyFile: ReplyFileTable
  replyFilePart: ReplyFilePartTable
  jobLease: JobLeaseTable
  identitySync: IdentitySyncTable
  identitySyncBatch: IdentitySyncBatchTable
  identitySyncSkip: IdentitySyncSkipTable
  auditKey: AuditKeyTable
  auditHead: AuditHeadTable
  auditRow: AuditRowTable
  auditGap: AuditGapTable
  timelineEntry: TimelineEntryTable
  customerNote: CustomerNoteTable
  customerNoteVersion: CustomerNoteVersionTable
  stage: StageTable
  customerStage: CustomerStageTable
  field: FieldTable
  customerField: CustomerFieldTable
  reminder: ReminderTable
  callbackEvent: CallbackEventTable
  schemaMigration: { name: string }
}
