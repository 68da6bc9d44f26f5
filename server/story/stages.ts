import type { Kysely, Transaction } from 'kysely'
import type { CustomerStage, Stage, StageEdit, StageListEdit } from '#shared/types/stage.ts'
import { AppError } from '../errors/app-error.ts'
import type { Subject } from '../identity/subjects.ts'
import type { Schema } from '../storage/sql/schema.ts'
import type { Alongside, SqlDatabase } from '../storage/sql/sql-database.ts'
import { definitionsLock, redefine } from './defined-list.ts'
import { subjectColumns, toRow } from './entry.ts'
import type { StoryChanged } from './entry.ts'

export interface StagesOptions {
  database: SqlDatabase
  corpId: string
  /** The ids that a customer's stage can be about; the customer first. */
  subjectsOf: (externalUserId: string) => Promise<[Subject, ...Subject[]]>
  /** Milliseconds since 1970. */
  now: () => number
  /** A new unique id, 32 hexadecimal letters. */
  newId: () => string
  changed: StoryChanged
}

/** The stages of the company, and which one a customer is in. Every method throws {AppError} store_unavailable. */
export interface Stages {
  list(): Promise<Stage[]>
  /** Idempotent. Customers in a stage that is gone are in none. @throws edit_conflict */
  define(edit: StageListEdit, alongside?: Alongside<[stages: Stage[]]>): Promise<Stage[]>
  /** @param subjects the ids of the customer */
  of(subjects: readonly Subject[]): Promise<CustomerStage>
  /** Idempotent. The caller has checked that the member may see the customer. @throws edit_conflict */
  set(userId: string, externalUserId: string, edit: StageEdit, alongside?: Alongside): Promise<CustomerStage>
}

export function createStages({ database, corpId, subjectsOf, now, newId, changed }: StagesOptions): Stages {
  const readList = (query: Kysely<Schema>) => readStages(query, corpId)

  async function setDefined(transaction: Transaction<Schema>, stages: Stage[]): Promise<void> {
    const ids = stages.map(({ id }) => id)
    await transaction.deleteFrom('customerStage').where('corpId', '=', corpId)
      .$if(ids.length > 0, query => query.where('stageId', 'not in', ids)).execute()
    await transaction.deleteFrom('stage').where('corpId', '=', corpId).execute()
    if (stages.length === 0) return
    await transaction.insertInto('stage')
      .values(stages.map(({ id, name, quietDays = null }, position) => ({ id, corpId, name, position, quietDays })))
      .execute()
  }

  return {
    list: () => database.run(readList),

    define: (edit, alongside) => database.exclusively(definitionsLock(corpId), async (transaction) => {
      const known = await readList(transaction)
      const stages = redefine(known, edit, newId)
      if (stages === known) return known
      await setDefined(transaction, stages)
      await alongside?.(transaction, stages)
      return stages
    }),

    of: subjects => database.run(query => readStage(query, subjects)),

    async set(userId, externalUserId, { before, after }, alongside) {
      const subjects = await subjectsOf(externalUserId)
      // Together with `define`, so that no customer comes into a stage that is being deleted.
      const result = await database.exclusively(definitionsLock(corpId), async (transaction) => {
        const { stages, current } = await readStage(transaction, subjects)
        const nameOf = (id: string | undefined) => stages.find(stage => stage.id === id)?.name
        if (current === after) return { stages, current }
        if (current !== before || (after !== undefined && nameOf(after) === undefined)) {
          throw new AppError('edit_conflict')
        }
        for (const columns of subjects.map(subjectColumns)) {
          await transaction.deleteFrom('customerStage').where(eb => eb.and({ corpId, ...columns })).execute()
        }
        const [subject] = subjects
        const at = now()
        if (after !== undefined) {
          await transaction.insertInto('customerStage')
            .values({ corpId, ...subjectColumns(subject), stageId: after, setBy: userId, setAt: at }).execute()
        }
        const details = { stage: nameOf(after), stageBefore: nameOf(before) }
        await transaction.insertInto('timelineEntry').values(toRow(corpId, {
          subject, at, kind: 'stage', action: 'stage', source: 'sidebar', eventId: newId(), who: userId, details,
        })).execute()
        await alongside?.(transaction)
        return { stages, current: after }
      })
      changed(subjects)
      return result
    },
  }

  /** Of several ids of a person, the one set last counts. */
  async function readStage(query: Kysely<Schema>, subjects: readonly Subject[]): Promise<CustomerStage> {
    const stages = await readList(query)
    const row = await query.selectFrom('customerStage').select('stageId').where('corpId', '=', corpId)
      .where(eb => eb.or(subjects.map(subject => eb.and(subjectColumns(subject)))))
      .orderBy('setAt', 'desc').orderBy('subjectId').limit(1).executeTakeFirst()
    return { stages, current: row?.stageId }
  }
}

/** @returns the stages of the corp, in their order */
export async function readStages(query: Kysely<Schema>, corpId: string): Promise<Stage[]> {
  const stages = await query.selectFrom('stage').select(['id', 'name', 'quietDays']).where('corpId', '=', corpId)
    .orderBy('position').execute()
  return stages.map(({ quietDays, ...stage }) => ({ ...stage, ...quietDays !== null && { quietDays } }))
}
