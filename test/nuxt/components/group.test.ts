import { mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, describe, expect, it } from 'vitest'
import { GroupCard, GroupScreen } from '#components'
import { NO_MEMBER_FILTER, type MemberFilter } from '~/browser/search/group-members'
import { groupMemberOf, groupOf, summaryOf } from '../support/customers'
import { servePage } from '../support/page'

beforeEach(() => servePage())

const members = [
  groupMemberOf('u1', { kind: 'colleague', name: 'Lin', isOwner: true, joinScene: 'invited' }),
  groupMemberOf('wm1', {
    kind: 'customer', name: 'Zhang', groupNickname: 'Building 3', unionId: 'o-zhang', joinScene: 'qr_code',
  }),
  groupMemberOf('wm2', { kind: 'stranger', name: 'Wu', unionId: 'o-wu', isAdmin: true, joinScene: 'link' }),
]

const mountGroup = (props = {}) => mountSuspended(GroupCard, {
  attachTo: document.body, props: {
    group: groupOf({ name: 'Decoration', notice: 'Be kind', members }), members, filter: NO_MEMBER_FILTER, ...props,
  },
})

describe('a group', () => {
  it('shows owner, notice, and who each member is to me', async () => {
    const card = await mountGroup()
    expect(card.findAll('h2').map(heading => heading.text())).toEqual(['About this group', 'Members', 'IDs'])
    const fields = Object.fromEntries(card.findAll('dl > div').map(row => [row.get('dt').text(), row.get('dd').text()]))
    expect(fields).toMatchObject({ Owner: 'Lin', Notice: 'Be kind' })
    expect(card.get('header').text()).toContain('3 people · 2 customers')
    const rows = card.findAll('li').map(row => row.text())
    expect(rows[0]).toMatch(/Lin.*Colleague.*Owner.*Joined.*Feb 1, 2026/s)
    expect(rows[1]).toMatch(/Building 3.*Zhang.*My customer.*By QR code.*o-zhang/s)
    expect(rows[2]).toMatch(/Wu.*Not added yet.*Admin.*By link.*o-wu/s)
    expect(card.find('[aria-label="Copy UnionID of Building 3"]').exists()).toBe(true)
    expect(card.find(`[aria-label="Copy ${groupOf().chatId}"]`).exists()).toBe(true)
    card.unmount()
  })

  it('folds, each part by itself', async () => {
    const card = await mountGroup({ sections: { ids: false } })
    expect(card.text()).not.toContain(groupOf().chatId)
    expect(card.findAll('li')).toHaveLength(members.length)
    for (const fold of card.findAll('.fold')) await fold.trigger('click')
    expect(card.emitted('update:sections')).toEqual([
      [{ ids: false, group: false }],
      [{ ids: false, group: false, members: false }],
      [{ ids: true, group: false, members: false }],
    ])
    card.unmount()
  })

  it('tells who cannot see it how many were found', async () => {
    const card = await mountGroup({ filter: { query: 'Lin' }, members: members.slice(0, 1) })
    expect(card.findAll('.members > [role=status]').map(status => status.text()).join('')).toBe('1 member')
    await card.setProps({ filter: NO_MEMBER_FILTER, members })
    expect(card.findAll('.members > [role=status]').map(status => status.text()).join('')).toBe('')
    card.unmount()
  })

  it('opens my customers only', async () => {
    const card = await mountGroup()
    const rows = card.findAll('li .row')
    expect(rows.map(row => row.element.tagName)).toEqual(['DIV', 'BUTTON', 'DIV'])
    for (const row of rows) await row.trigger('click')
    expect(card.emitted('choose')).toEqual([['wm1']])
    card.unmount()
  })

  it('gives the focus back to the member that was opened', async () => {
    const card = await mountGroup({ returnTo: { externalUserId: 'wm1', top: 0, isRecent: false } })
    expect(document.activeElement?.getAttribute('data-customer')).toBe('wm1')
    card.unmount()
  })

  it.each([
    [{ query: 'x' }, 'No matching members'],
    [{ query: 'x', kind: 'stranger' }, 'No matching members'],
    [{ query: '', kind: 'customer' }, 'No customers of yours here'],
    [{ query: '', kind: 'stranger' }, 'You\'ve added everyone here'],
  ])('says why it shows no member: %o', async (filter, words) => {
    const card = await mountGroup({ members: [], filter })
    expect(card.get('.none [role=status]').text()).toBe(words)
    card.unmount()
  })

  it('shows my customers as WeCom names them, with their picture, and finds them by the remark', async () => {
    const avatar = 'https://wx.qlogo.cn/a'
    const known = [summaryOf('wm1', { remark: 'Zhang, third floor', avatar }), summaryOf('wm2', { avatar })]
    const state = { status: 'ready', id: 'wr1', data: groupOf({ members }), loadedAt: 0 } as const
    const screen = await mountSuspended(GroupScreen, {
      props: { state, customers: known, filter: NO_MEMBER_FILTER as MemberFilter },
    })
    const rows = () => screen.findAll('li')
    expect(rows()[1]!.text()).toMatch(/Zhang, third floor.*Building 3/s)
    expect(rows()[1]!.get('img').attributes('src')).toBe(avatar)
    // A customer of a colleague only.
    expect(rows()[2]!.find('img').exists()).toBe(false)
    for (const [filter, found] of [
      [{ query: 'THIRD floor' }, ['Zhang']], [{ query: '', kind: 'stranger' }, ['Wu']],
      [{ query: 'Wu', kind: 'customer' }, []],
    ] as [MemberFilter, string[]][]) {
      await screen.setProps({ filter })
      expect(rows()).toHaveLength(found.length)
      found.forEach((name, index) => expect(rows()[index]!.text()).toContain(name))
    }
    screen.unmount()
  })

  it('asks for my customers, and for those who are not added yet', async () => {
    const card = await mountGroup({ filter: { query: 'a' } })
    const chips = card.findAll('.kinds button')
    expect(chips.map(chip => [chip.text(), chip.attributes('aria-pressed')]))
      .toEqual([['All', 'true'], ['My customers only', 'false'], ['Not added yet', 'false']])
    await chips[1]!.trigger('click')
    await chips[2]!.trigger('click')
    expect(card.emitted('update:filter'))
      .toEqual([[{ query: 'a', kind: 'customer' }], [{ query: 'a', kind: 'stranger' }]])
    card.unmount()
  })
})
