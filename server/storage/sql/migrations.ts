import type { SchemaModule } from 'kysely'

type Migration = (schema: SchemaModule) => Promise<void>

/** Every change of the schema, oldest first; what has been released is never edited. They must run on both databases. */
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
      .addPrimaryKeyConstraint('identityLinkKey', ['accountKind', 'accountScope', 'accountId', 'openPlatform', 'unionId', 'source'])
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
      .addPrimaryKeyConstraint('identityWithdrawalKey', ['accountKind', 'accountScope', 'accountId', 'openPlatform', 'unionId'])
      .execute()
    await schema.createIndex('identityWithdrawalUnionId').on('identityWithdrawal').columns(['openPlatform', 'unionId']).execute()
  },
}
