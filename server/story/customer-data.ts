import type { Kysely } from 'kysely'
import type { CustomerData, ImportedCustomerData } from '#shared/types/customer-data.ts'
import type { Field } from '#shared/types/field.ts'
import type { Stage } from '#shared/types/stage.ts'
import type { Subject } from '../identity/subjects.ts'
import type { Schema } from '../storage/sql/schema.ts'
import type { Alongside, SqlDatabase } from '../storage/sql/sql-database.ts'
import { definitionsLock } from './defined-list.ts'
import { subjectColumns } from './entry.ts'
import type { NewEntry, StoryChanged } from './entry.ts'
import { readFields } from './fields.ts'
import { fits } from './field-values.ts'
import { readSetValues, writeSetValues } from './set-values.ts'
import type { PersonSubjects, SetValues, ValueChange } from './set-values.ts'
import { readStages } from './stages.ts'
import { insertEntries } from './write-entries.ts'

export interface CustomerDataOptions {
  database: SqlDatabase
  corpId: string
  /** The ids of the person of each of these; itself first. */
  subjectsOfAll: (asked: readonly Subject[]) => Promise<PersonSubjects[]>
  /** Milliseconds since 1970. */
  now: () => number
  newId: () => string
  changed: StoryChanged
}

/** By an id of the person. An external userid without a scope is one of the corp. */
export type AskedPerson = Omit<Subject, 'scope'> & { scope?: string }

/** What a system sends about a person, by names. What is absent stays. */
export interface NewCustomerData extends CustomerData {
  about: AskedPerson
}

/** Stages and fields of many customers, for systems of the company. Each method throws {AppError} store_unavailable. */
export interface CustomerDataAccess {
  read(asked: readonly AskedPerson[]): Promise<CustomerData[]>
  /**
   * Idempotent.
   *
   * @param by names the key of the system
   */
  write(items: readonly NewCustomerData[], by: string, alongside?: Alongside): Promise<ImportedCustomerData>
}

/** What becomes of an item. */
interface Plan extends Pick<ImportedCustomerData, 'refused'> {
  change: SetValues & { subjects: PersonSubjects }
  entries: Pick<NewEntry, 'kind' | 'action' | 'details'>[]
}

export function createCustomerData(options: CustomerDataOptions): CustomerDataAccess {
  const { database, corpId, subjectsOfAll, now, newId, changed } = options

  /** @returns of each; the same object for each id of a person */
  async function peopleOf(asked: readonly AskedPerson[]): Promise<PersonSubjects[]> {
    const all = await subjectsOfAll(asked.map(({ kind, scope = corpId, id }) => ({ kind, scope, id })))
    const people = new Map<string, PersonSubjects>()
    return all.map((subjects) => {
      const key = subjects.map(subject => JSON.stringify(subjectColumns(subject))).sort()[0]!
      const first = people.get(key) ?? subjects
      people.set(key, first)
      return first
    })
  }

  async function readDefinitions(query: Kysely<Schema>) {
    const [stages, fields] = [await readStages(query, corpId), await readFields(query, corpId)]
    return { stages, fields }
  }

  return {
    async read(asked) {
      const people = await peopleOf(asked)
      return database.run(async (query) => {
        const { stages, fields } = await readDefinitions(query)
        return (await readSetValues(query, corpId, people)).map(({ stageId, values }) => ({
          stage: stages.find(({ id }) => id === stageId)?.name,
          fields: Object.fromEntries(fields.flatMap(({ id, name }) =>
            values[id] === undefined ? [] : [[name, values[id]]])),
        }))
      })
    },

    async write(items, by, alongside) {
      const people = await peopleOf(items.map(({ about }) => about))
      const { plans, ...result } = await database.exclusively(definitionsLock(corpId), async (transaction) => {
        const definitions = await readDefinitions(transaction)
        const stored = await readSetValues(transaction, corpId, people)
        const known = new Map(people.map((subjects, i) => [subjects, stored[i]!]))
        const changes = new Map<PersonSubjects, ValueChange>()
        const plans = items.map((item, position) => {
          const subjects = people[position]!
          const plan = planOf({ item, position, subjects, known: known.get(subjects)!, ...definitions })
          known.set(subjects, withChange(known.get(subjects)!, plan.change))
          changes.set(subjects, withChange(changes.get(subjects) ?? { subjects, values: {} }, plan.change))
          return plan
        })
        const at = now()
        await writeSetValues(transaction, corpId, [...changes.values()], { by, at })
        await insertEntries(transaction, corpId, plans.flatMap(({ change, entries }) => entries.map(entry =>
          ({ ...entry, subject: change.subjects[0], at, source: by, eventId: newId() }))))
        await alongside?.(transaction)
        return {
          plans,
          changed: plans.reduce((sum, { change }) =>
            sum + Object.keys(change.values).length + (change.stageId === undefined ? 0 : 1), 0),
          refused: plans.flatMap(({ refused }) => refused),
        }
      })
      changed(plans.flatMap(({ change, entries }) => entries.length > 0 ? change.subjects : []))
      return result
    },
  }
}

/** @returns what is set after a change */
function withChange<Values extends SetValues | ValueChange>(before: Values, { stageId, values }: SetValues): Values {
  return { ...before, stageId: stageId ?? before.stageId, values: { ...before.values, ...values } }
}

function planOf({ item, position, subjects, known, stages, fields }: {
  item: NewCustomerData
  position: number
  subjects: PersonSubjects
  known: SetValues
  stages: readonly Stage[]
  fields: readonly Field[]
}): Plan {
  const plan: Plan = { change: { subjects, values: {} }, entries: [], refused: [] }
  const stage = stages.find(({ name }) => name === item.stage)
  if (item.stage !== undefined && !stage) plan.refused.push({ position })
  if (stage && stage.id !== known.stageId) {
    plan.change.stageId = stage.id
    const stageBefore = stages.find(({ id }) => id === known.stageId)?.name
    plan.entries.push({ kind: 'stage', action: 'stage', details: { stage: stage.name, stageBefore } })
  }
  const ownFields: string[] = []
  for (const [name, value] of Object.entries(item.fields)) {
    const field = fields.find(one => one.name === name)
    if (!field || !fits(field, value)) plan.refused.push({ position, field: name })
    else if (known.values[field.id] !== value) {
      plan.change.values[field.id] = value
      ownFields.push(name)
    }
  }
  if (ownFields.length > 0) plan.entries.push({ kind: 'change', action: 'fields', details: { ownFields } })
  return plan
}
