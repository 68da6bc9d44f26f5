import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApiErrorBody } from '../../shared/errors.ts'
import type { FieldList } from '../../shared/types/field.ts'
import type { Note } from '../../shared/types/note.ts'
import type { OwnValues } from '../../shared/types/own-values.ts'
import type { Reminder } from '../../shared/types/reminder.ts'
import type { TimelinePage } from '../../shared/types/timeline.ts'
import { defaultScenario } from '../../simulator/scenarios/default.ts'
import { externalUserId } from '../../simulator/scenarios/default/ids.ts'
import type { Customer, Member } from '../../simulator/scenarios/scenario.ts'
import { crowd } from '../support/crowd.ts'
import { FLOOD_LIMITS } from './support/flood-limits.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const SIZE = 20
const AT_ONCE = 200
const DUE = new Date(Date.now() + 60 * 60_000).toISOString()
const TEXT = '报价已发'

const members = Array.from({ length: SIZE }, (_, i): Member => ({
  userId: `member${i}`, name: `成员${i}`, departmentIds: [1],
}))
/** Each customer has another set of followers: the bits of a number. */
const follows = (member: number, customer: number) => ((customer + 1) * 0x9E3779B1 >>> (member + 5) & 1) === 1
const customers = Array.from({ length: SIZE }, (_, i): Customer => ({
  externalUserId: externalUserId('wm', `matrix ${i}`), name: `客户${i}`, type: 1, gender: 0,
  follows: members.filter((_, m) => follows(m, i)).map(({ userId }) =>
    ({ userId, createTime: 1_760_000_000, addWay: 1, operUserId: userId })),
}))

/** What the first follower of a customer has written, and may be seen by which followers. */
interface Written {
  author: number
  shared: Note
  own: Note
  reminder: Reminder
}

let stack: Stack
let webviews: Webview[]
let written: Written[]
/** Id of a field of the company. */
let field: string

async function send<T>(
  member: number, method: string, path: string, content?: unknown, base = '/api/customers/',
) {
  const headers = { 'origin': stack.url, 'content-type': 'application/json' }
  const answer = await webviews[member]!.get(`${stack.directUrl}${base}${path}`, {
    method,
    headers,
    body: content === undefined ? undefined : JSON.stringify(content),
  })
  const text = await answer.text()
  const body = text === '' ? undefined : JSON.parse(text) as T
  return { status: answer.status, body: body as T, code: (body as ApiErrorBody | undefined)?.code }
}

beforeAll(async () => {
  const scenario = { ...defaultScenario, members, customers, groups: [], chats: [] }
  stack = await startStack({ ...FLOOD_LIMITS, NUXT_ADMIN_USER_IDS: members[0]!.userId }, scenario)
  webviews = await Promise.all(members.map(({ userId }) => signIn(stack, { userId })))
  const after = [{ name: '需求', type: 'text' }]
  field = (await send<FieldList>(0, 'PUT', 'fields', { before: [], after }, '/api/')).body.fields[0]!.id
  written = await Promise.all(customers.map(async ({ externalUserId: id }, customer) => {
    const author = members.findIndex((_, member) => follows(member, customer))
    const add = async <T>(path: string, content: object) =>
      (await send<T>(author, 'POST', `${id}/${path}`, content)).body
    await send(author, 'PUT', `${id}/fields/${field}`, { after: TEXT })
    return {
      author,
      shared: await add<Note>('notes', { text: TEXT, visibility: 'followers' }),
      own: await add<Note>('notes', { text: TEXT, visibility: 'me' }),
      reminder: await add<Reminder>('reminders', { text: TEXT, dueAt: DUE }),
    }
  }))
})
afterAll(() => stack.close())

/** A door, and what it does for the author and for another follower; absent: not asked, because it would change. */
interface DoorCase {
  ask: (of: Written) => [method: string, path: string, content?: unknown]
  author?: string | number
  follower: string | number
  /** What all others get, unless the customer is not found. */
  other?: string
}

const edit = { before: TEXT, after: TEXT }
/** For its member, who may have lost the customer meanwhile. */
const onlyOwn = { follower: 'reminder_not_found', other: 'reminder_not_found' }
const DOORS: DoorCase[] = [
  { ask: () => ['GET', 'timeline'], author: 200, follower: 200 },
  { ask: () => ['GET', 'changes?within=1'], author: 200, follower: 200 },
  { ask: () => ['GET', 'reminders'], author: 200, follower: 200 },
  { ask: () => ['PUT', 'stage', {}], author: 200, follower: 200 },
  { ask: () => ['PUT', `fields/${field}`, { before: TEXT, after: TEXT }], author: 200, follower: 200 },
  { ask: ({ shared }) => ['GET', `notes/${shared.id}/versions`], author: 200, follower: 200 },
  { ask: ({ own }) => ['GET', `notes/${own.id}/versions`], author: 200, follower: 'note_not_found' },
  { ask: ({ shared }) => ['PATCH', `notes/${shared.id}`, edit], author: 200, follower: 'note_not_found' },
  { ask: ({ own }) => ['PATCH', `notes/${own.id}`, edit], author: 200, follower: 'note_not_found' },
  { ask: ({ own }) => ['POST', `notes/${own.id}/pin`], follower: 'note_not_found' },
  { ask: ({ shared }) => ['DELETE', `notes/${shared.id}/pin`], author: 200, follower: 200 },
  { ask: ({ own }) => ['DELETE', `notes/${own.id}/pin`], author: 200, follower: 'note_not_found' },
  { ask: ({ shared }) => ['DELETE', `notes/${shared.id}`], follower: 'note_not_found' },
  { ask: ({ reminder: { id } }) => ['POST', `reminders/${id}/done`], ...onlyOwn },
  { ask: ({ reminder: { id } }) => ['DELETE', `reminders/${id}/done`], author: 200, ...onlyOwn },
  {
    ask: ({ reminder: { id } }) => ['POST', `reminders/${id}/snooze`, { version: 1, dueAt: DUE }],
    follower: 'reminder_not_found',
  },
  { ask: ({ reminder: { id } }) => ['DELETE', `reminders/${id}`], ...onlyOwn },
]
const WRITING: DoorCase[] = [
  { ask: () => ['POST', 'sent-replies', {}], author: 200, follower: 200 },
  { ask: () => ['POST', 'notes', { text: TEXT, visibility: 'me' }], author: 200, follower: 200 },
  { ask: () => ['POST', 'reminders', { text: TEXT, dueAt: DUE }], author: 200, follower: 200 },
]

/** Asks these doors for each member and each customer. @returns what was not as expected */
async function wrongAnswers(doors: readonly DoorCase[]): Promise<string[]> {
  const cases = members.flatMap((_, member) => customers.flatMap((_, customer) => doors.map(door =>
    ({ member, customer, door }))))
  const wrong = await crowd(cases.length, async (i) => {
    const { member, customer, door } = cases[i]!
    const of = written[customer]!
    const expected = !follows(member, customer)
      ? door.other ?? 'customer_not_found'
      : member === of.author ? door.author : door.follower
    if (expected === undefined) return undefined
    const [method, path, content] = door.ask(of)
    const { status, code } = await send(member, method, `${customers[customer]!.externalUserId}/${path}`, content)
    const answer = status < 300 ? 200 : code
    return answer === expected ? undefined : `${member} ${customer} ${method} ${path}: ${answer}, not ${expected}`
  }, AT_ONCE)
  return wrong.filter(one => one !== undefined)
}

it('opens each door of the story to 20 members for exactly their customers among 20', async () => {
  expect(await wrongAnswers(DOORS)).toEqual([])
  for (const [customer, { externalUserId: id }] of customers.entries()) {
    for (const [member] of members.entries()) {
      if (!follows(member, customer)) continue
      const { author, shared, own, reminder } = written[customer]!
      const { notes, ownFields, reminders } = (await send<TimelinePage>(member, 'GET', `${id}/timeline`)).body
      expect(ownFields?.values).toEqual({ [field]: TEXT })
      const isAuthor = member === author
      expect([notes?.map(note => note.id).sort(), reminders?.map(one => one.id)])
        .toEqual([(isAuthor ? [own.id, shared.id] : [shared.id]).sort(), isAuthor ? [reminder.id] : []])
    }
  }
  for (const [member] of members.entries()) {
    const { body } = await send<OwnValues>(member, 'GET', 'customers/values', undefined, '/api/')
    const own = [...customers.entries()].filter(([customer]) => follows(member, customer))
    expect(body.customers).toEqual(Object.fromEntries(own.map(([customer, { externalUserId: id }]) => [id, {
      values: { [field]: TEXT },
      // Of what colleagues write, nothing is told.
      ...written[customer]!.author === member && { contactedAt: expect.any(String) as string },
    }])))
  }
  expect(await wrongAnswers(WRITING)).toEqual([])
})
