import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ExplainNode, SelectQueryNode, sql } from 'kysely'
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import { readStory } from '../../../server/story/person-story.ts'
import { customer, openId } from '../../support/identity-world.ts'

const folder = mkdtempSync(join(tmpdir(), 'person-story-'))
let database: SqlDatabase
beforeAll(() => database = openSqlDatabase({ folder }))
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

/** Asks for the plan of each query instead of its rows. */
const explain: KyselyPlugin = {
  transformQuery: ({ node }) => SelectQueryNode.is(node)
    ? { ...node, explain: ExplainNode.create(undefined, sql`query plan`.toOperationNode()) }
    : node,
  transformResult: ({ result }) => Promise.resolve(result),
}

it('finds what is about a person by indexes: an erasure must not read the entries of all others', async () => {
  const plans = await database.run(query => readStory(query.withPlugin(explain), [customer('wm1'), openId('o1')]))
  const steps = Object.values(plans).flat().map(step => (step as unknown as { detail: string }).detail)
  expect(steps.length).toBeGreaterThan(5)
  expect(steps.filter(step => step.startsWith('SCAN'))).toEqual([])
})
