import type { SchemaModule } from 'kysely'

/** One change of the schema. */
export type Migration = (schema: SchemaModule) => Promise<void>

/** The newest changes: tables of what members write, most of it about customers. A released change is never edited. */
export const STORY_MIGRATIONS: Record<string, Migration> = {
  async '2026-11-stages'(schema) {
    await schema.createTable('stage')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('corpId', 'text', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('position', 'integer', column => column.notNull())
      .execute()
    await schema.createTable('customerStage')
      .addColumn('corpId', 'text', column => column.notNull())
      .addColumn('subjectKind', 'text', column => column.notNull())
      .addColumn('subjectScope', 'text', column => column.notNull())
      .addColumn('subjectId', 'text', column => column.notNull())
      .addColumn('stageId', 'text', column => column.notNull())
      .addColumn('setBy', 'text', column => column.notNull())
      .addColumn('setAt', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('customerStageKey', ['subjectKind', 'subjectScope', 'subjectId', 'corpId'])
      .execute()
    await schema.createIndex('customerStageStage').on('customerStage').columns(['corpId', 'stageId']).execute()
    await schema.createIndex('customerStageSetAt').on('customerStage').columns(['corpId', 'setAt']).execute()
  },

  async '2026-11-reminders'(schema) {
    await schema.createTable('reminder')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('corpId', 'text', column => column.notNull())
      .addColumn('subjectKind', 'text', column => column.notNull())
      .addColumn('subjectScope', 'text', column => column.notNull())
      .addColumn('subjectId', 'text', column => column.notNull())
      .addColumn('ownerUserId', 'text', column => column.notNull())
      .addColumn('text', 'text', column => column.notNull())
      .addColumn('dueAt', 'bigint', column => column.notNull())
      .addColumn('createdAt', 'bigint', column => column.notNull())
      .addColumn('state', 'text', column => column.notNull())
      .addColumn('version', 'integer', column => column.notNull())
      .addColumn('attempts', 'integer', column => column.notNull())
      .addColumn('nextAt', 'bigint', column => column.notNull())
      .addColumn('claimedUntil', 'bigint', column => column.notNull())
      .addColumn('claimedAt', 'bigint', column => column.notNull())
      .execute()
    await schema.createIndex('reminderSubject').on('reminder')
      .columns(['subjectKind', 'subjectScope', 'subjectId', 'corpId']).execute()
    await schema.createIndex('reminderOwner').on('reminder').columns(['corpId', 'ownerUserId', 'claimedAt']).execute()
    await schema.createIndex('reminderNext').on('reminder').columns(['corpId', 'state', 'nextAt']).execute()
    await schema.createIndex('reminderDue').on('reminder').columns(['corpId', 'dueAt']).execute()
  },

  async '2026-11-callback-events'(schema) {
    await schema.createTable('callbackEvent')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('corpId', 'text', column => column.notNull())
      .addColumn('subjectKind', 'text', column => column.notNull())
      .addColumn('subjectScope', 'text', column => column.notNull())
      .addColumn('subjectId', 'text', column => column.notNull())
      .addColumn('event', 'text', column => column.notNull())
      .addColumn('receivedAt', 'bigint', column => column.notNull())
      .addColumn('nextAt', 'bigint', column => column.notNull())
      .addColumn('attempts', 'integer', column => column.notNull())
      .addColumn('problem', 'text')
      .execute()
    await schema.createIndex('callbackEventSubject').on('callbackEvent')
      .columns(['subjectKind', 'subjectScope', 'subjectId', 'corpId']).execute()
    await schema.createIndex('callbackEventNext').on('callbackEvent').columns(['corpId', 'nextAt']).execute()
  },

  async '2026-11-fields'(schema) {
    await schema.createTable('field')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('corpId', 'text', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('type', 'text', column => column.notNull())
      .addColumn('choices', 'text')
      .addColumn('position', 'integer', column => column.notNull())
      .execute()
    await schema.createTable('customerField')
      .addColumn('corpId', 'text', column => column.notNull())
      .addColumn('subjectKind', 'text', column => column.notNull())
      .addColumn('subjectScope', 'text', column => column.notNull())
      .addColumn('subjectId', 'text', column => column.notNull())
      .addColumn('fieldId', 'text', column => column.notNull())
      .addColumn('value', 'text', column => column.notNull())
      .addColumn('setBy', 'text', column => column.notNull())
      .addColumn('setAt', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('customerFieldKey', ['subjectKind', 'subjectScope', 'subjectId', 'corpId', 'fieldId'])
      .execute()
    await schema.createIndex('customerFieldField').on('customerField').columns(['corpId', 'fieldId']).execute()
    await schema.createIndex('customerFieldSetAt').on('customerField').columns(['corpId', 'setAt']).execute()
  },

  // Versions before it add replies without attachments, so the columns have defaults. SQLite keeps bytes in a column of
  // any type.
  async '2026-11-reply-files'(schema) {
    for (const column of ['fileId', 'card'] as const) {
      await schema.alterTable('quickReply')
        .addColumn(column, 'text', added => added.notNull().defaultTo('')).execute()
    }
    await schema.createIndex('quickReplyFile').on('quickReply').columns(['fileId']).execute()
    await schema.createTable('replyFile')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('corpId', 'text', column => column.notNull())
      .addColumn('ownerUserId', 'text')
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('bytes', 'integer', column => column.notNull())
      .addColumn('imageType', 'text', column => column.notNull())
      .addColumn('freeSince', 'bigint', column => column.notNull())
      .addColumn('mediaId', 'text', column => column.notNull())
      .addColumn('mediaAt', 'bigint', column => column.notNull())
      .execute()
    await schema.createIndex('replyFileOwner').on('replyFile').columns(['corpId', 'ownerUserId']).execute()
    await schema.createTable('replyFilePart')
      .addColumn('fileId', 'text', column => column.notNull())
      .addColumn('part', 'integer', column => column.notNull())
      .addColumn('content', 'bytea', column => column.notNull())
      .addPrimaryKeyConstraint('replyFilePartKey', ['fileId', 'part'])
      .execute()
  },

  async '2026-11-quiet-customers'(schema) {
    await schema.alterTable('stage').addColumn('quietDays', 'integer').execute()
    await schema.alterTable('customerStage').addColumn('toldAt', 'bigint').execute()
  },

  async '2026-11-quiet-pauses'(schema) {
    await schema.alterTable('customerStage').addColumn('pausedUntil', 'bigint').execute()
  },
}
