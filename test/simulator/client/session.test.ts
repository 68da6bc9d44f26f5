import { beforeEach, describe, expect, it, vi } from 'vitest'
import { describeClient, describeWorld } from '../../../simulator/control/describe.ts'
import { readClient } from '../../../simulator/control/read-client.ts'
import {
  change, changeMember, choose, go, myChats, open, session, titleOf,
} from '../../../simulator/client/shell/session.ts'
import { CLIENT_COOKIE } from '../../../simulator/oauth/client-cookie.ts'
import { makeWorld, ME } from '../support.ts'

const proxyUrl = 'http://localhost:5181'
const patches: unknown[] = []
const posted: unknown[] = []
let signOuts = 0

/** The shell's surroundings: the real control logic behind a fetch that answers in no fixed order of time. */
beforeEach(async () => {
  patches.length = posted.length = signOuts = 0
  const world = makeWorld()
  const client = world.clients.create(readClient(world, { chatId: 'with-unionid' }))
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  vi.stubGlobal('location', { search: '', origin: 'http://localhost:5180' })
  vi.stubGlobal('document', {
    cookie: '',
    querySelector: () => ({ contentWindow: { postMessage: (...message: unknown[]) => posted.push(message) } }),
  })
  vi.stubGlobal('fetch', async (url: string, init: { method?: string, body?: string } = {}) => {
    await new Promise(resolve => setTimeout(resolve, Math.random() * 5))
    if (url.endsWith('/sign-out')) signOuts++
    if (url.endsWith('/world')) return Response.json(describeWorld(world, { proxyUrl }))
    if (init.method === 'PATCH') {
      const body: unknown = JSON.parse(init.body ?? '')
      patches.push(body)
      const next = readClient(world, body, client)
      if (next.chatId === undefined) delete client.chatId
      Object.assign(client, next)
    }
    return Response.json(describeClient(world, client))
  })
  await open()
  session.switching = 'reload'
})

describe('switching conversations', () => {
  it('takes the page away at once, and brings the last one chosen, once', async () => {
    const before = session.frame
    const ids = myChats.value.slice(0, 10).map(({ id }) => id)
    const clicks = ids.map((id) => {
      const done = choose(id)
      expect(session.frame).toBe(0)
      expect(session.client.chatId).toBe(id)
      return done
    })
    await Promise.all(clicks)
    expect(session.frame).toBe(before + 1)
    expect(session.client.chatId).toBe(ids.at(-1))
    expect(patches).toEqual([{ chatId: ids[0] }, { chatId: ids.at(-1) }])
  })

  it('in place, the page lives on and is told that it came to the front', async () => {
    session.switching = 'inPlace'
    const before = session.frame
    await choose('group')
    expect(session.frame).toBe(before)
    expect(posted).toEqual([['wecom-simulator:resume', proxyUrl]])
  })
})

it('a changed client loads the page again', async () => {
  const before = session.frame
  await change({ version: '2.8.10' })
  expect(session.client).toMatchObject({ version: '2.8.10', userId: ME })
  expect(session.frame).toBe(before + 1)
})

it('another member signs out first and opens one of the own conversations', async () => {
  await changeMember('wangsiqi')
  expect(signOuts).toBe(1)
  expect(session.client).toMatchObject({ userId: 'wangsiqi', chatId: 'stranger' })
})

it('an ordinary browser is no client and does not share its cookies', async () => {
  await go('outside')
  expect(signOuts).toBe(1)
  expect(document.cookie).toContain('max-age=0')
  await go('workbench')
  expect(signOuts).toBe(2)
  expect(document.cookie).toContain(`${CLIENT_COOKIE}=${session.client.id}`)
  expect(session.client.chatId).toBeUndefined()
})

describe('the list of chats', () => {
  it('has each customer by the member\'s own remark, and the newest message on top', () => {
    expect(myChats.value.slice(0, 3).map(titleOf)).toEqual(['张伟（滨江全屋）', '李娜', '孙总（望江酒店）'])
    const [first, second] = myChats.value
    second!.messages.push({ ...second!.messages[0]!, at: Date.now() + 60_000 })
    expect(myChats.value.slice(0, 2).map(({ id }) => id)).toEqual([second!.id, first!.id])
    expect(titleOf({ ...first!, remarks: { chenzhiyuan: '同事的备注' } })).toBe('张伟')
  })
})

describe('the address', () => {
  it('opens the shell as a link says', async () => {
    vi.stubGlobal('location', { search: '?chat=group&theme=dark&width=280&entry=contact_profile' })
    await open()
    expect(session).toMatchObject({ place: 'chats', width: 280, entry: 'contact_profile' })
    expect(session.client).toMatchObject({ chatId: 'group', theme: 'dark' })
    vi.stubGlobal('location', { search: '?chat=workbench' })
    await open()
    expect(session.place).toBe('workbench')
  })
  it('changes nothing when the chat does not exist', async () => {
    vi.stubGlobal('location', { search: '?chat=nowhere' })
    await open()
    expect(session.client.chatId).toBe('with-unionid')
  })
})
