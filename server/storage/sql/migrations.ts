import { sql } from 'kysely'
import { STORY_MIGRATIONS } from './story-migrations.ts'
import type { Migration } from './story-migrations.ts'

/** An account and a unionid. Part of released changes: never edited. */
const IDENTITY = ['accountKind', 'accountScope', 'accountId', 'openPlatform', 'unionId'] as const

/** All changes of the schema, oldest first. They run on both databases. A released change is never edited. */
export const MIGRATIONS: Record<string, Migration> = {
  async '2026-11-identities'(schema) {
    await schema.createTable('identityLink')
      .addColumn('accountKind', 'text', column => column.notNull())
      .addColumn('accountScope', 'text', column => column.notNull())
      .addColumn('accountId', 'text', column => column.notNull())
      .addColumn('openPlatform', 'text', column => column.notNull())
      .addColumn('unionId', 'text', column => column.notNull())
      .addColumn('source', 'text', column => column.notNull())
      .addColumn('firstSeenAt', 'bigint', column => column.notNull())
      .addColumn('lastSeenAt', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('identityLinkKey', [...IDENTITY, 'source'])
      .execute()
    await schema.createIndex('identityLinkUnionId').on('identityLink').columns(['openPlatform', 'unionId']).execute()
    await schema.createTable('identityWithdrawal')
      .addColumn('accountKind', 'text', column => column.notNull())
      .addColumn('accountScope', 'text', column => column.notNull())
      .addColumn('accountId', 'text', column => column.notNull())
      .addColumn('openPlatform', 'text', column => column.notNull())
      .addColumn('unionId', 'text', column => column.notNull())
      .addColumn('withdrawnBy', 'text', column => column.notNull())
      .addColumn('withdrawnAt', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('identityWithdrawalKey', [...IDENTITY])
      .execute()
    await schema.createIndex('identityWithdrawalUnionId').on('identityWithdrawal')
      .columns(['openPlatform', 'unionId']).execute()
  },

  async '2026-11-quick-replies'(schema) {
    await schema.createTable('quickReply')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('corpId', 'text', column => column.notNull())
      .addColumn('ownerUserId', 'text')
      .addColumn('text', 'text', column => column.notNull())
      .addColumn('createdAt', 'bigint', column => column.notNull())
      .execute()
    await schema.createIndex('quickReplyOwner').on('quickReply').columns(['corpId', 'ownerUserId']).execute()
    await schema.createTable('quickReplyUse')
      .addColumn('replyId', 'text', column => column.notNull())
      .addColumn('userId', 'text', column => column.notNull())
      .addColumn('usedAt', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('quickReplyUseKey', ['replyId', 'userId'])
      .execute()
  },

  async '2026-11-identity-sync'(schema) {
    await schema.createTable('identitySync')
      .addColumn('corpId', 'text', column => column.primaryKey())
      .addColumn('holder', 'text')
      .addColumn('beat', 'bigint', column => column.notNull())
      .addColumn('startedAt', 'bigint')
      .addColumn('finishedAt', 'bigint')
      .addColumn('failedAt', 'bigint')
      .addColumn('waitingUntil', 'bigint')
      .addColumn('expectedCustomers', 'integer', column => column.notNull())
      .execute()
    await schema.createTable('identitySyncBatch')
      .addColumn('corpId', 'text', column => column.notNull())
      .addColumn('position', 'integer', column => column.notNull())
      .addColumn('userIds', 'text', column => column.notNull())
      .addColumn('members', 'integer', column => column.notNull())
      .addColumn('cursor', 'text', column => column.notNull())
      .addColumn('done', 'integer', column => column.notNull())
      .addColumn('restarts', 'integer', column => column.notNull())
      .addColumn('pages', 'integer', column => column.notNull())
      .addColumn('customers', 'integer', column => column.notNull())
      .addColumn('withUnionId', 'integer', column => column.notNull())
      .addPrimaryKeyConstraint('identitySyncBatchKey', ['corpId', 'position'])
      .execute()
    await schema.createTable('identitySyncSkip')
      .addColumn('corpId', 'text', column => column.notNull())
      .addColumn('userId', 'text', column => column.notNull())
      .addColumn('errcode', 'integer', column => column.notNull())
      .addPrimaryKeyConstraint('identitySyncSkipKey', ['corpId', 'userId'])
      .execute()
  },

  async '2026-11-identity-changes'(schema) {
    await schema.createTable('identityChange')
      .addColumn('position', 'bigint', column => column.primaryKey())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('change', 'text', column => column.notNull())
      .addColumn('accountKind', 'text', column => column.notNull())
      .addColumn('accountScope', 'text', column => column.notNull())
      .addColumn('accountId', 'text', column => column.notNull())
      .addColumn('openPlatform', 'text', column => column.notNull())
      .addColumn('unionId', 'text', column => column.notNull())
      .addColumn('by', 'text')
      .execute()
    await schema.createIndex('identityChangeUnionId').on('identityChange')
      .columns(['openPlatform', 'unionId']).execute()
    await schema.createTable('identityChangeEnd')
      .addColumn('feed', 'text', column => column.primaryKey())
      .addColumn('position', 'bigint', column => column.notNull())
      .execute()
  },

  // Versions before it keep their lease of the sync in identitySync.holder and beat, so those columns stay.
  async '2026-11-job-leases'(schema) {
    await schema.createTable('jobLease')
      .addColumn('name', 'text', column => column.primaryKey())
      .addColumn('holder', 'text')
      .addColumn('beat', 'bigint', column => column.notNull())
      .execute()
  },

  async '2026-11-audit'(schema) {
    await schema.createTable('auditKey')
      .addColumn('corpId', 'text', column => column.primaryKey())
      .addColumn('sealed', 'text', column => column.notNull())
      .execute()
    await schema.createTable('auditHead')
      .addColumn('corpId', 'text', column => column.primaryKey())
      .addColumn('seq', 'bigint', column => column.notNull())
      .addColumn('mac', 'text', column => column.notNull())
      .addColumn('seal', 'text', column => column.notNull())
      .execute()
    await schema.createTable('auditRow')
      .addColumn('corpId', 'text', column => column.notNull())
      .addColumn('seq', 'bigint', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('action', 'text', column => column.notNull())
      .addColumn('actor', 'text', column => column.notNull())
      .addColumn('subject', 'text', column => column.notNull())
      .addColumn('result', 'text', column => column.notNull())
      .addColumn('details', 'text', column => column.notNull())
      .addColumn('requestId', 'text', column => column.notNull())
      .addColumn('network', 'text', column => column.notNull())
      .addColumn('mac', 'text', column => column.notNull())
      .addColumn('count', 'integer', column => column.notNull())
      .addColumn('lastAt', 'bigint', column => column.notNull())
      .addColumn('countMac', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('auditRowKey', ['corpId', 'seq'])
      .execute()
    for (const column of ['actor', 'subject', 'action'] as const) {
      await schema.createIndex(`auditRow${column}`).on('auditRow').columns(['corpId', column, 'at']).execute()
    }
    await schema.createIndex('auditRowAt').on('auditRow').columns(['corpId', 'at']).execute()
    await schema.createTable('auditGap')
      .addColumn('corpId', 'text', column => column.notNull())
      .addColumn('fromSeq', 'bigint', column => column.notNull())
      .addColumn('toSeq', 'bigint', column => column.notNull())
      .addColumn('mac', 'text', column => column.notNull())
      .addColumn('seal', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('auditGapKey', ['corpId', 'fromSeq'])
      .execute()
  },

  // Userids are compared without case. The index serves the search by member and the count of repetitions.
  async '2026-11-audit-actor'(schema) {
    await schema.createIndex('auditRowLowerActor').on('auditRow')
      .expression(sql`${sql.ref('corpId')}, lower(${sql.ref('actor')}), ${sql.ref('at')}`).execute()
    await schema.dropIndex('auditRowactor').execute()
  },

  async '2026-11-story'(schema) {
    // The person first: an export or erasure finds the rows by these columns alone.
    const subject = ['subjectKind', 'subjectScope', 'subjectId', 'corpId']
    await schema.createTable('timelineEntry')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('corpId', 'text', column => column.notNull())
      .addColumn('subjectKind', 'text', column => column.notNull())
      .addColumn('subjectScope', 'text', column => column.notNull())
      .addColumn('subjectId', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('kind', 'text', column => column.notNull())
      .addColumn('action', 'text', column => column.notNull())
      .addColumn('source', 'text', column => column.notNull())
      .addColumn('who', 'text')
      .addColumn('text', 'text')
      .addColumn('details', 'text', column => column.notNull())
      .addColumn('visibleTo', 'text')
      .execute()
    await schema.createIndex('timelineEntrySubject').on('timelineEntry').columns([...subject, 'at', 'id']).execute()
    await schema.createIndex('timelineEntryKind').on('timelineEntry')
      .columns([...subject, 'kind', 'at', 'id']).execute()
    await schema.createIndex('timelineEntryAt').on('timelineEntry').columns(['corpId', 'at']).execute()
    await schema.createTable('customerNote')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('corpId', 'text', column => column.notNull())
      .addColumn('subjectKind', 'text', column => column.notNull())
      .addColumn('subjectScope', 'text', column => column.notNull())
      .addColumn('subjectId', 'text', column => column.notNull())
      .addColumn('authorUserId', 'text', column => column.notNull())
      .addColumn('visibility', 'text', column => column.notNull())
      .addColumn('text', 'text', column => column.notNull())
      .addColumn('createdAt', 'bigint', column => column.notNull())
      .addColumn('changedAt', 'bigint', column => column.notNull())
      .addColumn('pinnedAt', 'bigint')
      .execute()
    await schema.createIndex('customerNoteSubject').on('customerNote').columns([...subject, 'createdAt']).execute()
    await schema.createTable('customerNoteVersion')
      .addColumn('noteId', 'text', column => column.notNull())
      .addColumn('version', 'integer', column => column.notNull())
      .addColumn('text', 'text', column => column.notNull())
      .addColumn('writtenAt', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('customerNoteVersionKey', ['noteId', 'version'])
      .execute()
  },

  // Versions before it add replies without them, so the columns have defaults.
  async '2026-11-reply-titles'(schema) {
    for (const column of ['title', 'folder'] as const) {
      await schema.alterTable('quickReply')
        .addColumn(column, 'text', added => added.notNull().defaultTo('')).execute()
    }
  },

  ...STORY_MIGRATIONS,
}
