import { describe, expect, it } from 'vitest'
import type { PanelSubject } from '../../../server/panels/subject.ts'
import type { CustomerGroup } from '../../../shared/types/group.ts'
import type { SubmitAction } from '../../../shared/types/card.ts'
import type { PanelLine } from '../../../shared/types/panel.ts'
import type { PanelOrder } from '../../../shared/types/sections.ts'
import { json } from '../../support/upstream.ts'
import { panelOf, setUp, startProvider } from './provider.ts'

const group = {
  chatId: 'wrTiling', name: '滨江群', notice: 'secret notice', memberCount: 3, externalCount: 1, members: [],
  createdAt: '2026-01-01T00:00:00Z',
} satisfies CustomerGroup
const beside = (change: Partial<CustomerGroup> = {}): PanelSubject =>
  ({ place: 'group', group: { ...group, ...change } })
const workbench: PanelSubject = { place: 'workbench' }
const ACTIONS = { version: 1, blocks: [{ type: 'actions', actions: [{ id: 'a', label: 'A', kind: 'submit' }] }] }

/** A provider of a panel in each place, which keeps what it is asked. */
async function start() {
  const received: Record<string, unknown>[] = []
  await startProvider(Object.fromEntries(['orders', 'group', 'mine'].map(id => [id, (_request, response, body) => {
    received.push(JSON.parse(body) as Record<string, unknown>)
    json(response, ACTIONS)
  }])))
  const panels = setUp([
    panelOf('orders'),
    panelOf('group', { place: 'group', needs: ['chatId', 'groupName', 'memberCount'], cacheSeconds: 60 }),
    panelOf('mine', { place: 'workbench', needs: [], cacheSeconds: 60 }),
  ])
  return { ...panels, received }
}

const ticketIn = ([line]: PanelLine[]) => {
  const block = line && 'card' in line ? line.card.blocks[0] : undefined
  return block?.type === 'actions' ? (block.actions[0] as SubmitAction<string>).ticket! : ''
}

describe('a panel in its place', () => {
  it('gets what it needs of the group, or only the member, and is asked nowhere else', async () => {
    const { load, received, onHandOver } = await start()
    for (const [id, subject] of [['group', beside()], ['mine', workbench]] as const) {
      expect(await load({ subject })).toMatchObject([{ panel: id, card: { blocks: [{ type: 'actions' }] } }])
    }
    expect((await load()).map(({ panel }) => panel)).toEqual(['orders'])
    expect(await load({ subject: workbench, only: 'orders' })).toEqual([])
    const known = { version: 1, member: { userId: 'lin' }, locale: 'en', theme: 'light' }
    expect(received).toEqual([
      { ...known, panel: 'group', group: { chatId: 'wrTiling', groupName: '滨江群', memberCount: 3 } },
      { ...known, panel: 'mine' },
      { ...known, panel: 'orders', customer: { unionId: 'oZhang' } },
    ])
    expect(onHandOver.mock.calls).toEqual([
      ['group', ['chatId', 'groupName', 'memberCount']], ['mine', []], ['orders', ['unionId']],
    ])
  })

  it('keeps its card for this group and this member only', async () => {
    const { load, received } = await start()
    const subjects = [beside(), beside({ chatId: 'wrOther' }), workbench]
    for (const subject of [...subjects, ...subjects]) await load({ subject })
    await load({ subject: workbench, userId: 'wang' })
    expect(received).toHaveLength(4)
  })

  it('runs actions of its own cards only: not of another group, place or member', async () => {
    const { load, act, received } = await start()
    const ticket = ticketIn(await load({ subject: beside() }))
    const own = ticketIn(await load({ subject: workbench }))
    const before = received.length
    for (const change of [
      { subject: beside({ chatId: 'wrOther' }), panel: 'group', ticket },
      { subject: beside(), panel: 'group', ticket: own },
      { subject: beside(), panel: 'group', ticket, userId: 'wang' },
      { subject: workbench, panel: 'mine', ticket },
      { subject: workbench, panel: 'mine', ticket: own, userId: 'wang' },
    ]) expect(await act({ action: 'a', ...change })).toMatchObject({ problem: { code: 'panel_action_outdated' } })
    for (const panel of ['group', 'orders']) {
      await expect(act({ action: 'a', subject: workbench, panel, ticket })).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(received).toHaveLength(before)
    expect(await act({ action: 'a', subject: beside(), panel: 'group', ticket })).toHaveProperty('card')
    expect(await act({ action: 'a', subject: workbench, panel: 'mine', ticket: own })).toHaveProperty('card')
    expect(received.at(-1)).toMatchObject({ panel: 'mine', action: { id: 'a' }, member: { userId: 'lin' } })
  })

  it('forgets the card of a group after an action of it', async () => {
    const { load, act, received } = await start()
    const ticket = ticketIn(await load({ subject: beside() }))
    await act({ action: 'a', subject: beside(), panel: 'group', ticket })
    await load({ subject: beside() })
    expect(received).toHaveLength(3)
    await load({ subject: beside() })
    expect(received).toHaveLength(3)
  })

  it('is listed there', async () => {
    await startProvider({})
    const { places } = setUp([panelOf('a'), panelOf('b', { place: 'group', needs: [] }), panelOf('c')])
    expect(places()).toEqual({
      customer: ['a', 'c'].map(id => ({ id, title: { zh: id, en: id }, open: true })),
      group: [{ id: 'b', title: { zh: 'b', en: 'b' }, open: true }],
    })
    expect(setUp([]).places()).toBeUndefined()
  })

  it('is where the member has moved it; those that are new come last, as they are configured', async () => {
    await startProvider({})
    const { places } = setUp([
      panelOf('a'), panelOf('b', { place: 'group', needs: [] }), panelOf('c'), panelOf('d'), panelOf('e'),
    ])
    const idsIn = (order: PanelOrder) => places(order)!.customer!.map(({ id }) => id)
    expect(idsIn({ customer: ['d', 'gone', 'a'], group: ['e'] })).toEqual(['d', 'a', 'c', 'e'])
    expect(idsIn({})).toEqual(['a', 'c', 'd', 'e'])
  })
})
