import { describe, expect, it } from 'vitest'
import { defaultScenario as scenario } from '../../../simulator/scenarios/default.ts'

const memberIds = new Set(scenario.members.map(({ userId }) => userId))
const customerIds = scenario.customers.map(({ externalUserId }) => externalUserId)

describe('the default scenario', () => {
  it('has unique ids', () => {
    expect(memberIds.size).toBe(scenario.members.length)
    expect(new Set(customerIds).size).toBe(customerIds.length)
    expect(new Set(scenario.chats.map(({ id }) => id)).size).toBe(scenario.chats.length)
  })

  it('refers only to what exists', () => {
    const tagIds = new Set(scenario.tagGroups.flatMap(group => group.tags.map(({ id }) => id)))
    for (const { userId, tags } of scenario.customers.flatMap(({ follows }) => follows)) {
      expect(memberIds).toContain(userId)
      for (const tag of tags ?? []) if ('tagId' in tag) expect(tagIds).toContain(tag.tagId)
    }
    for (const chat of scenario.chats) {
      for (const userId of chat.memberIds) expect(memberIds).toContain(userId)
      if (chat.kind === 'single' || chat.kind === 'customerService') expect(customerIds).toContain(chat.externalUserId)
      if (chat.kind === 'group') expect(scenario.groups.map(({ chatId }) => chatId)).toContain(chat.groupChatId)
    }
  })

  it('spells ids as WeCom does', () => {
    for (const { externalUserId, type } of scenario.customers) {
      expect(externalUserId).toMatch(type === 1 ? /^wm\w{30}$/ : /^wo\w{30}$/)
    }
    for (const { unionId } of scenario.customers) if (unionId) expect(unionId).toMatch(/^o\w{27}$/)
    for (const { userId } of scenario.members) expect(userId).toMatch(/^(?:ww[0-9a-f]{16}\/)?[\w\-.@]{1,64}$/)
  })

  it('gives the first member more customers than a page of the list holds', () => {
    const mine = scenario.customers.filter(({ follows }) => follows.some(({ userId }) => userId === 'linxiaotong'))
    expect(mine.length).toBeGreaterThan(20)
  })
})
