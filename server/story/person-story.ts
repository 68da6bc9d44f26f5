import type { Kysely, Transaction } from 'kysely'
import type { PersonStory } from '../identity/person-data.ts'
import type { Subject } from '../identity/subjects.ts'
import type { Schema } from '../storage/sql/schema.ts'
import { subjectColumns } from './entry.ts'

/**
 * Reads what is written about a person.
 *
 * @param subjects the ids of the person
 */
export async function readStory(database: Kysely<Schema>, subjects: readonly Subject[]): Promise<PersonStory> {
  const story: PersonStory = {
    timeline: [], notes: [], noteVersions: [], stages: [], fields: [], reminders: [], callbackEvents: [],
  }
  for (const columns of subjects.map(subjectColumns)) {
    const notes = database.selectFrom('customerNote').where(eb => eb.and(columns))
    story.timeline.push(...await database.selectFrom('timelineEntry').selectAll().where(eb => eb.and(columns))
      .orderBy('at').orderBy('id').execute())
    story.notes.push(...await notes.selectAll().orderBy('createdAt').orderBy('id').execute())
    story.noteVersions.push(...await database.selectFrom('customerNoteVersion').selectAll()
      .where('noteId', 'in', notes.select('id')).orderBy('noteId').orderBy('version').execute())
    story.stages.push(...await database.selectFrom('customerStage').selectAll().where(eb => eb.and(columns))
      .orderBy('setAt').execute())
    story.fields.push(...await database.selectFrom('customerField').selectAll().where(eb => eb.and(columns))
      .orderBy('setAt').orderBy('fieldId').execute())
    story.reminders.push(...await database.selectFrom('reminder').selectAll().where(eb => eb.and(columns))
      .orderBy('dueAt').orderBy('id').execute())
    story.callbackEvents.push(...await database.selectFrom('callbackEvent').selectAll().where(eb => eb.and(columns))
      .orderBy('receivedAt').orderBy('id').execute())
  }
  return story
}

/** Deletes what `readStory` finds. */
export async function eraseStory(transaction: Transaction<Schema>, subjects: readonly Subject[]): Promise<void> {
  for (const columns of subjects.map(subjectColumns)) {
    const notes = transaction.selectFrom('customerNote').select('id').where(eb => eb.and(columns))
    await transaction.deleteFrom('customerNoteVersion').where('noteId', 'in', notes).execute()
    await transaction.deleteFrom('customerNote').where(eb => eb.and(columns)).execute()
    await transaction.deleteFrom('timelineEntry').where(eb => eb.and(columns)).execute()
    await transaction.deleteFrom('customerStage').where(eb => eb.and(columns)).execute()
    await transaction.deleteFrom('customerField').where(eb => eb.and(columns)).execute()
    await transaction.deleteFrom('reminder').where(eb => eb.and(columns)).execute()
    await transaction.deleteFrom('callbackEvent').where(eb => eb.and(columns)).execute()
  }
}
