import { sql } from 'kysely'
import type { ExpressionBuilder, Selectable, Transaction } from 'kysely'
import type { TimelineKind } from '#shared/timeline-kinds.ts'
import type { Subject } from '../identity/subjects.ts'
import type { Schema } from '../storage/sql/schema.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { CustomerStageTable, SubjectColumns } from '../storage/sql/story-schema.ts'
import { subjectColumns } from './entry.ts'
import type { PersonSubjects } from './set-values.ts'
import { bySetting, chunksOfSubjects, ofSubjects, subjectKey } from './subject-rows.ts'

const DAY_MS = 24 * 60 * 60_000
/** What a member, or a system of the company, has done with or for the customer. WeCom tells nothing of the chat. */
const CONTACTS: readonly TimelineKind[] = ['note', 'reply', 'reminder', 'stage', 'event']
const STAGES_A_TURN = 100
const SUBJECT = ['subjectKind', 'subjectScope', 'subjectId'] as const

/** Someone without contact for as many days as the stage allows. No member was told of it since. */
export interface QuietPerson {
  /** The customers of the corp that the person is; mostly one. */
  externalUserIds: string[]
  /** All ids. */
  subjects: readonly SubjectColumns[]
  /** Where the stage of the person is kept. */
  stage: Pick<CustomerStageTable, keyof SubjectColumns | 'setBy' | 'setAt'>
  quietDays: number
  /** Milliseconds since 1970. */
  lastContact: number
}

/** The people without contact for long. Every method throws {AppError} store_unavailable. */
export interface QuietPeople {
  /** Each person once, by the stage that was set last about any of their ids; not those who are paused. */
  find(): AsyncGenerator<QuietPerson>
  /** @returns the member who did something last with or for the person */
  lastMember(person: QuietPerson): Promise<string | undefined>
  /**
   * Notes that a member is told now.
   *
   * @returns false when one was told before, or the stage was set again
   */
  tell(transaction: Transaction<Schema>, person: QuietPerson): Promise<boolean>
  /**
   * Leaves the person out of `find`, unless the stage is set again.
   *
   * @param until milliseconds since 1970
   */
  pause(person: QuietPerson, until: number): Promise<void>
}

export interface QuietPeopleOptions {
  database: SqlDatabase
  corpId: string
  /** The ids of the person of each of these; itself first. */
  subjectsOfAll: (asked: readonly Subject[]) => Promise<PersonSubjects[]>
  /** Milliseconds since 1970. */
  now: () => number
}

export function createQuietPeople({ database, corpId, subjectsOfAll, now }: QuietPeopleOptions): QuietPeople {
  /** Stages with a limit that was passed, as far as the row itself tells; in the order of the ids. */
  function readStages(after: SubjectColumns | undefined) {
    const at = now()
    const latest = sql<number>`cast(${at} as bigint) - ${sql.ref('stage.quietDays')} * cast(${DAY_MS} as bigint)`
    return database.run(query => query.selectFrom('customerStage')
      .innerJoin('stage', 'stage.id', 'customerStage.stageId')
      .select([...SUBJECT, 'setBy', 'setAt', eb => eb.ref('stage.quietDays').$notNull().as('quietDays')])
      .where('customerStage.corpId', '=', corpId).where('stage.quietDays', 'is not', null)
      .where('setAt', '<=', latest).where(eb => eb.or([eb('toldAt', 'is', null), eb('toldAt', '<=', latest)]))
      .where(eb => eb.or([eb('pausedUntil', 'is', null), eb('pausedUntil', '<=', at)]))
      .$if(after !== undefined, rows => rows.where(eb => eb(
        eb.refTuple('subjectKind', 'subjectScope', 'subjectId'), '>',
        eb.tuple(after!.subjectKind, after!.subjectScope, after!.subjectId),
      )))
      .orderBy('subjectKind').orderBy('subjectScope').orderBy('subjectId').limit(STAGES_A_TURN).execute())
  }

  /** @returns what is set and what was done last, by `subjectKey` */
  async function readRows(subjects: readonly Subject[]) {
    const stages = new Map<string, Pick<Selectable<CustomerStageTable>, keyof SubjectColumns | 'setAt' | 'toldAt'>>()
    const contacts = new Map<string, number>()
    for (const chunk of chunksOfSubjects(subjects)) {
      await database.run(async (query) => {
        const set = await query.selectFrom('customerStage').select([...SUBJECT, 'setAt', 'toldAt'])
          .where('corpId', '=', corpId).where(ofSubjects(chunk)).execute()
        const done = await query.selectFrom('timelineEntry').select([...SUBJECT, eb => eb.fn.max('at').as('at')])
          .where('corpId', '=', corpId).where(ofSubjects(chunk)).where('kind', 'in', CONTACTS).groupBy(SUBJECT)
          .execute()
        for (const row of set) stages.set(subjectKey(row), row)
        for (const row of done) contacts.set(subjectKey(row), Number(row.at))
      })
    }
    return { stages, contacts }
  }

  async function quietOf(rows: Awaited<ReturnType<typeof readStages>>): Promise<QuietPerson[]> {
    const people = await subjectsOfAll(rows.map(({ subjectKind: kind, subjectScope: scope, subjectId: id }) =>
      ({ kind, scope, id })))
    const { stages, contacts } = await readRows(people.flat())
    return rows.flatMap(({ quietDays, ...stage }, i) => {
      const subjects = people[i]!.map(subjectColumns)
      const keys = subjects.map(subjectKey)
      const set = keys.flatMap(key => stages.get(key) ?? []).sort(bySetting)
      const current = set.at(-1)
      // The stage that counts is in another row, or was set again.
      if (!current || subjectKey(current) !== subjectKey(stage) || current.setAt !== stage.setAt) return []
      const lastContact = Math.max(stage.setAt, ...keys.map(key => contacts.get(key) ?? 0))
      const isTold = set.some(({ toldAt }) => toldAt !== null && toldAt >= lastContact)
      const externalUserIds = subjects.flatMap(({ subjectKind, subjectScope, subjectId }) =>
        subjectKind === 'externalUserId' && subjectScope === corpId ? [subjectId] : [])
      const isQuiet = lastContact <= now() - quietDays * DAY_MS && !isTold
      return isQuiet && externalUserIds.length > 0
        ? [{ externalUserIds, subjects, stage, quietDays, lastContact }]
        : []
    })
  }

  /** @returns the condition of the same stage, unless it was set again */
  function isStill({ subjectKind, subjectScope, subjectId, setAt }: QuietPerson['stage']) {
    return (eb: ExpressionBuilder<Schema, 'customerStage'>) =>
      eb.and({ corpId, subjectKind, subjectScope, subjectId, setAt })
  }

  return {
    async* find() {
      for (let rows = await readStages(undefined); rows.length > 0; rows = await readStages(rows.at(-1))) {
        yield* await quietOf(rows)
      }
    },

    async lastMember({ subjects }) {
      const last = await database.run(query => query.selectFrom('timelineEntry').select('who')
        .where('corpId', '=', corpId).where(ofSubjects(subjects)).where('kind', 'in', CONTACTS)
        .where('who', 'is not', null).orderBy('at', 'desc').limit(1).executeTakeFirst())
      return last?.who ?? undefined
    },

    async tell(transaction, { stage, lastContact }) {
      const { numUpdatedRows } = await transaction.updateTable('customerStage').set({ toldAt: now() })
        .where(isStill(stage))
        .where(eb => eb.or([eb('toldAt', 'is', null), eb('toldAt', '<', lastContact)])).executeTakeFirstOrThrow()
      return numUpdatedRows > 0n
    },

    async pause({ stage }, pausedUntil) {
      await database.run(query => query.updateTable('customerStage').set({ pausedUntil }).where(isStill(stage))
        .execute())
    },
  }
}
