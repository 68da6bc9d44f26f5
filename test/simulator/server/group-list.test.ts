import { describe, expect, it } from 'vitest'
import { decorationGroup } from '../../../simulator/scenarios/default/group.ts'
import { ME, callApi, makeWorld, scenarioWith } from '../support.ts'

const PATH = '/cgi-bin/externalcontact/groupchat/list'
const mine = { owner_filter: { userid_list: [ME] } }

describe('groupchat/list (doc 92120)', () => {
  it('lists the groups of the owners in pages', () => {
    const scenario = scenarioWith(({ groups }) => {
      groups.push({ ...decorationGroup, chatId: 'wrSecond' })
      groups.push({ ...decorationGroup, chatId: 'wrOther', ownerUserId: 'chenzhiyuan' })
    })
    const world = makeWorld({}, scenario)
    const first = callApi(world, PATH, {}, { ...mine, limit: 1 }).body
    expect(first).toMatchObject({ errcode: 0, group_chat_list: [{ chat_id: decorationGroup.chatId, status: 0 }] })
    const second = callApi(world, PATH, {}, { ...mine, limit: 1, cursor: first.next_cursor }).body
    expect(second.group_chat_list).toEqual([{ chat_id: 'wrSecond', status: 0 }])
    expect(second).not.toHaveProperty('next_cursor')
    expect(callApi(world, PATH, {}, { ...mine, status_filter: 1, limit: 10 }).body.group_chat_list).toEqual([])
  })

  it('lists all without owners when the app sees at most 1,000 members', () => {
    expect(callApi(makeWorld(), PATH, {}, { limit: 10 }).body.errcode).toBe(81017)
    const few = makeWorld({ visibleUserIds: [ME] })
    expect(callApi(few, PATH, {}, { limit: 10 }).body.group_chat_list).toHaveLength(1)
  })

  it.each([
    [mine, {}, 40058],
    [{ ...mine, limit: 1_001 }, {}, 40058],
    [{ ...mine, limit: 10, status_filter: 4 }, {}, 40058],
    [{ ...mine, limit: 10, cursor: 'made up' }, {}, 50100],
    [{ owner_filter: { userid_list: Array.from({ length: 101 }, () => ME) }, limit: 10 }, {}, 40058],
    [{ owner_filter: { userid_list: ['nobody'] }, limit: 10 }, {}, 60111],
    [{ ...mine, limit: 10 }, { customerContactApp: false }, 48002],
  ])('refuses %o with %o', (body, settings, errcode) => {
    expect(callApi(makeWorld(settings), PATH, {}, body).body).toMatchObject({ errcode, group_chat_list: [] })
  })
})
