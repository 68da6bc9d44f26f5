import { mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, describe, expect, it } from 'vitest'
import { CustomerCard, CustomerScreen, CustomerSkeleton, FollowerQuestion, UpdatedLine } from '#components'
import type { Colleague, CustomerProfile, UnionIdMissingReason } from '#shared/types/customer.ts'
import { failureOf } from '~/browser/failure'
import type { ResourceState } from '~/browser/resource/keyed-resource'
import { FOLLOWER_TEXTS } from '~/i18n/follower-texts'
import { eventually } from '../../support/eventually'
import { profileOf, relation } from '../support/customers'
import { messages } from '../support/messages'
import { servePage, viewer } from '../support/page'

beforeEach(() => servePage())

const mountCard = (change: Partial<CustomerProfile> = {}) =>
  mountSuspended(CustomerCard, { props: { profile: profileOf(change) } })

const fieldsOf = (card: Awaited<ReturnType<typeof mountCard>>) =>
  Object.fromEntries(card.findAll('dl > div').map(row => [row.get('dt').text(), row.get('dd').text()]))

describe('a customer', () => {
  it('has one heading, the name, and every known field', async () => {
    const card = await mountCard({ relation: { ...relation, remarkCorpName: 'Lin & Co', contactWayState: 'shop-1' } })
    expect(card.findAll('h1').map(heading => heading.text())).toEqual(['Lin (phase 2)'])
    expect(card.get('header').text()).toContain('Nickname Lin Xiaoyan')
    expect(card.get('header').text()).toContain('@WeChat')
    expect(card.get('code').text()).toBe('ozynqsulJFCZ2z1aYeS8h-nuasdAAA')
    expect(card.get('[role=img]').attributes('aria-label')).toBe('Female')
    expect(fieldsOf(card)).toMatchObject({
      Alias: 'Lin (phase 2)',
      Company: 'Lin & Co',
      Phone: '138 **** 8000186 **** 2233',
      Via: 'Scanned QR code · Added by customer',
      Channel: 'shop-1',
    })
    expect(card.get('.description').text()).toContain('Prefers afternoons')
    expect(card.findAll('li.tag').map(tag => tag.text()))
      .toEqual(['Stage: Hot', 'Stage: Visited', 'Personal tags: Tea'])
    await eventually(() => card.find('.names').exists())
    expect(fieldsOf(card)).toMatchObject({ 'Also with': '2 colleagues' })
    expect(card.get('time').attributes('datetime')).toBe('2026-03-14T02:30:00.000Z')
    expect(card.get('time').text()).toContain('Mar 14, 2026')
    expect(fieldsOf(card).Added).toMatch(/^Mar 14, 2026.* · .* ago$/)
  })

  it.each([
    {},
    { unionId: undefined, unionIdMissing: 'not_returned_yet' as const },
    { type: 'wecom' as const, unionId: undefined },
  ])('has an id that can be copied: %j', async (change) => {
    const card = await mountCard({ externalUserId: 'wm-of-a-customer', ...change })
    expect(card.find('[aria-label="Copy wm-of-a-customer"]').exists()).toBe(true)
  })

  it('says so where there is nothing', async () => {
    const card = await mountCard({
      gender: 'unknown',
      relation: { ...relation, remark: '', description: '', maskedMobiles: [], tags: [], addWay: 4711 },
    })
    expect(card.text()).toContain('No tags')
    expect(card.get('h1').text()).toBe('Lin Xiaoyan')
    expect(card.text()).not.toContain('Nickname')
    expect(card.find('[role=img]').exists()).toBe(false)
    expect(card.get('.description').text()).toBe('Empty')
    expect(fieldsOf(card)).toMatchObject({ Alias: 'Empty', Via: 'Other · Added by customer' })
  })

  it('not followed by the member shows no notes of anybody', async () => {
    const card = await mountCard({ relation: undefined, followUserCount: 2 })
    expect(Object.keys(fieldsOf(card))).toEqual(['Colleagues', 'Customer ID'])
    await eventually(() => card.find('.names').exists())
    expect(fieldsOf(card)).toMatchObject({ Colleagues: '2 colleagues' })
  })

  it('of another company shows its company, position and profile', async () => {
    const card = await mountCard({
      type: 'wecom', unionId: undefined, unionIdMissing: 'wecom_contact',
      corpName: 'Far', corpFullName: 'Far Away Ltd', position: 'Buyer',
      attributes: [
        { kind: 'text', name: 'Number', value: 'A-1' },
        { kind: 'web', name: 'Site', title: 'Our site', url: 'https://example.com/' },
        { kind: 'miniProgram', name: 'Shop', title: 'Our shop' },
      ],
    })
    expect(card.get('header .suffix').text()).toBe('@Far')
    expect(card.findAll('header .about .long').map(part => part.text())).toEqual(['Far Away Ltd', 'Buyer'])
    await eventually(() => 'Number' in fieldsOf(card))
    expect(fieldsOf(card)).toMatchObject({ Number: 'A-1', Shop: 'Our shopMini program' })
    expect(card.get('a').attributes()).toMatchObject({
      href: 'https://example.com/', target: '_blank', rel: 'noopener noreferrer',
    })
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'http://example.com', ' https://example.com', '//example.com'])(
    'never links to %s', async (url) => {
      const card = await mountCard({ attributes: [{ kind: 'web', name: 'Site', title: 'Click', url }] })
      await eventually(() => card.text().includes('Click'))
      expect(card.find('a').exists()).toBe(false)
    })
})

describe('a missing unionid', () => {
  const reasons = Object.keys(messages.en.customer.unionIdMissingReasons) as UnionIdMissingReason[]

  it.each(reasons)('because of %s says why, and tells the way to admins only', async (unionIdMissing) => {
    const { cause, adminHint } = messages.en.customer.unionIdMissingReasons[unionIdMissing]
    const card = await mountCard({ unionId: undefined, unionIdMissing })
    expect(card.text()).toContain(cause)
    await eventually(() => card.text().includes(messages.en.customer.externalUserId))
    expect(card.find('.union-id').exists()).toBe(false)
    if (!adminHint) return
    expect(card.text()).not.toContain(adminHint)
    await eventually(() => card.text().includes(messages.en.failure.fixer.member.admin))
    viewer.isAdmin.value = true
    await nextTick()
    expect(card.text()).toContain(adminHint)
  })

  it('has five different reasons', () => {
    expect(new Set(reasons.map(reason => messages.en.customer.unionIdMissingReasons[reason].cause)).size).toBe(5)
  })
})

describe('the avatar', () => {
  it('is the image over the initial, and the initial once the image fails', async () => {
    const card = await mountCard({ avatar: 'https://wx.qlogo.cn/x/0', name: '\u200B\u202E 林', relation: { ...relation, remark: '' } })
    const avatar = card.get('.avatar')
    expect(avatar.text()).toBe('林')
    expect(avatar.get('img').attributes()).toMatchObject({
      src: 'https://wx.qlogo.cn/x/0', referrerpolicy: 'no-referrer', alt: '',
    })
    await avatar.get('img').trigger('error')
    expect(avatar.find('img').exists()).toBe(false)
    expect(avatar.text()).toBe('林')
  })

  it('has a sign for a name without letters', async () => {
    const card = await mountCard({ name: '\u200B', relation: undefined })
    expect(card.get('.avatar').text()).toBe('·')
  })
})

it('no component writes inline styles, which the content security policy forbids in HTML', async () => {
  for (const html of [(await mountCard()).html(), (await mountSuspended(CustomerSkeleton)).html()]) {
    expect(html).not.toContain('style=')
  }
})

describe('a person who is no customer yet', () => {
  const mountScreen = (props: object) => mountSuspended(CustomerScreen, {
    props: { state: { status: 'failed', id: 'wm1', failure: failureOf('customer_not_found') }, ...props },
  })

  it.each([
    [{ canOpen: true, canAdd: true }, ['View in WeCom', 'Add customer', 'Retry']],
    [{ canOpen: true }, ['View in WeCom', 'Retry']],
    [{}, ['Retry']],
  ])('can be added where the client can: %j', async (props, buttons) => {
    const screen = await mountScreen(props)
    expect(screen.findAll('.panel .button').map(button => button.text())).toEqual(buttons)
    for (const button of screen.findAll('.panel .button')) await button.trigger('click')
    expect(Object.keys(screen.emitted()).filter(name => name !== 'click')).toHaveLength(buttons.length)
  })

  it.each([true, false])('has colleagues to ask for; the client can open: %s', async (canOpen) => {
    const screen = await mountSuspended(CustomerScreen, {
      props: { state: { status: 'failed', id: 'wm1', failure: failureOf('customer_not_found') }, canOpen },
      slots: { followers: ({ externalUserId }: { externalUserId: string }) => h('p', `Who knows ${externalUserId}?`) },
    })
    expect(screen.text()).toContain('Who knows wm1?')
    expect(screen.findAll('.primary').map(button => button.text())).toEqual([canOpen ? 'View in WeCom' : 'Retry'])
  })

  it('whose profile fails for another reason has none', async () => {
    const screen = await mountSuspended(CustomerScreen, {
      props: { state: { status: 'failed', id: 'wm1', failure: failureOf('wecom_busy') } },
      slots: { followers: () => h('p', 'Who?') },
    })
    expect(screen.text()).not.toContain('Who?')
  })
})

describe('the colleagues of a person who is no customer', () => {
  const mountQuestion = (state: ResourceState<Colleague[]>) => mountSuspended(FollowerQuestion, {
    props: { state, canAsk: true },
  })
  const ready = (data: Colleague[]): ResourceState<Colleague[]> => ({ status: 'ready', id: 'wm1', loadedAt: 0, data })

  it('are named after a click, and asked with another', async () => {
    const question = await mountQuestion({ status: 'idle' })
    await question.get('button').trigger('click')
    expect(question.emitted('show')).toHaveLength(1)
    await question.setProps({ state: ready([{ userId: 'wang', name: 'Wang' }, { userId: 'chen', name: 'Chen' }]) })
    expect(question.get('[role=status]').text()).toBe('Customer of Wang · Chen')
    await question.findAll('button')[1]!.trigger('click')
    expect(question.emitted('ask')).toEqual([['chen']])
    await question.setProps({ canAsk: false })
    expect([question.text(), question.findAll('button')]).toEqual(['Customer of Wang · Chen', []])
  })

  it.each<ResourceState<Colleague[]>>([
    ready([]), { status: 'failed', id: 'wm1', failure: failureOf('customer_not_found') },
  ])('are none: %j', async (state) => {
    expect((await mountQuestion(state)).text()).toBe(FOLLOWER_TEXTS.en.none)
  })

  it('are asked for again after a failure', async () => {
    const question = await mountQuestion({ status: 'failed', id: 'wm1', failure: failureOf('wecom_busy') })
    await question.get('button').trigger('click')
    expect(question.emitted('show')).toHaveLength(1)
  })
})

it('the line about the age announces a refresh, but not that time goes by', async () => {
  const at = Date.now() - 60_000
  const line = await mountSuspended(UpdatedLine, { props: { at, busy: false } })
  const live = () => line.get('[role=status]').text()
  expect(live()).toBe('')
  expect(line.get('time').element.closest('[role=status]')).toBeNull()
  await line.setProps({ busy: true })
  expect([live(), line.find('time').exists()]).toEqual([messages.en.loading, false])
  await line.setProps({ busy: false })
  expect(live(), 'a refresh that failed').toBe('')
  await line.setProps({ busy: true })
  await line.setProps({ busy: false, at: Date.now() })
  expect(live()).toBe(messages.en.refreshed)
  expect(line.get('time').element.closest('[role=status]')).toBeNull()
})
