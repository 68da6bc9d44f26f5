import * as v from 'valibot'
import type { ActionMessage, Card, CardBlock } from '#shared/types/card.ts'
import { listOf, long, ofText, short } from './card-texts.ts'
import { formFields } from './form.ts'
import { httpsUrl, moment } from './card-values.ts'
import { pageActions } from './page-actions.ts'

const tone = v.optional(v.picklist(['neutral', 'good', 'warning', 'bad']))

const field = v.object({ label: short, value: long, copyable: v.optional(v.boolean()), tone })
const item = v.object({
  title: short, detail: v.optional(long), meta: v.optional(short), tone, image: v.optional(httpsUrl),
  url: v.optional(httpsUrl),
})
const column = v.object({ label: short, align: v.optional(v.picklist(['start', 'end'])) })
const metric = v.object({ label: short, value: short, trend: v.optional(v.picklist(['up', 'down', 'flat'])) })
const event = v.object({ at: moment, title: short, detail: v.optional(long), tone })
/** The id of an action, as paths and the audit name it. */
export const actionId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))
const openAction = v.object({ id: actionId, label: short, kind: v.literal('open'), url: httpsUrl })
const submitAction = v.object({
  id: actionId, label: short, kind: v.literal('submit'), fields: v.optional(formFields), confirm: v.optional(long),
})
const unknownAction = v.pipe(
  v.object({ id: actionId, label: short, kind: v.string() }),
  v.transform(({ id, label }) => ({ id, label, kind: 'unknown' as const })),
)
const ACTIONS = { open: openAction, submit: submitAction, ...pageActions({ id: actionId, label: short }) }
const action = v.lazy((input) => {
  const kind = kindOf(input, 'kind')
  return kind !== undefined && Object.hasOwn(ACTIONS, kind) ? ACTIONS[kind as keyof typeof ACTIONS] : unknownAction
})

/** The blocks of version 1 by their type. `act` is the schema of an action. */
const blocksWith = <A extends v.GenericSchema>(act: A) => ({
  fields: v.object({ type: v.literal('fields'), fields: listOf(field, 50) }),
  list: v.object({ type: v.literal('list'), items: listOf(item, 100) }),
  table: v.object({
    type: v.literal('table'), columns: listOf(column, 8), rows: listOf(listOf(short, 8), 100),
  }),
  metrics: v.object({ type: v.literal('metrics'), metrics: listOf(metric, 12) }),
  timeline: v.object({ type: v.literal('timeline'), events: listOf(event, 100) }),
  notice: v.object({ type: v.literal('notice'), text: long, tone }),
  actions: v.object({ type: v.literal('actions'), actions: listOf(act, 10) }),
  draft: v.object({ type: v.literal('draft'), text: long, source: v.optional(short) }),
})

const cardWith = <B extends v.GenericSchema>(block: B) => v.object({
  version: v.literal(1),
  title: v.optional(short),
  badge: v.optional(ofText(40)),
  updatedAt: v.optional(moment),
  blocks: listOf(block, 20),
})

const BLOCKS: Readonly<Record<string, v.GenericSchema<unknown, CardBlock>>> = blocksWith(action)
/** Providers may be newer than we are. */
const unknownBlock = v.pipe(
  v.object({ type: v.string() }), v.transform(() => ({ type: 'unknown' as const })),
)
const block = v.lazy((input): v.GenericSchema<unknown, CardBlock> => {
  const type = kindOf(input, 'type')
  return type !== undefined && Object.hasOwn(BLOCKS, type) ? BLOCKS[type]! : unknownBlock
})

/** What a provider may answer. Unknown fields are dropped; unknown blocks and actions are kept, without content. */
export const cardSchema: v.GenericSchema<unknown, Card> = cardWith(block)

/** The same for authors: only what this version shows. JSON Schema is made from it. */
export const publishedCardSchema = cardWith(v.variant('type', Object.values(
  blocksWith(v.variant('kind', Object.values(ACTIONS))),
)))

/** What a provider may answer to an action instead of a card. */
export const messageSchema: v.GenericSchema<unknown, ActionMessage> = v.object({
  version: v.literal(1), message: long, tone,
})

function kindOf(input: unknown, name: 'type' | 'kind'): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined
  const kind = (input as Record<string, unknown>)[name]
  return typeof kind === 'string' ? kind : undefined
}
