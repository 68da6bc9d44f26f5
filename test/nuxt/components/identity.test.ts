import { mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, describe, expect, it } from 'vitest'
import { IdentityDetails, IdentitySection } from '#components'
import type { CustomerIdentities } from '#shared/types/identity.ts'
import { failureOf } from '~/browser/failure'
import type { ResourceState } from '~/browser/resource/keyed-resource'
import { eventually } from '../../support/eventually'
import { flush } from '../support/flush'
import { conflictOf, identitiesOf, linkSourceOf, shopAccountOf, wecomAccountOf } from '../support/identities'
import { messages } from '../support/messages'
import { servePage, viewer } from '../support/page'
import { IDENTITY_TEXTS } from '~/i18n/identity-texts'

beforeEach(() => servePage())

const words = IDENTITY_TEXTS.en
const ready = (change: Partial<CustomerIdentities> = {}): ResourceState<CustomerIdentities> =>
  ({ status: 'ready', id: 'wm1', loadedAt: Date.now(), data: identitiesOf(change) })
const mount = (props: Partial<InstanceType<typeof IdentityDetails>['$props']> = {}) => mountSuspended(IdentityDetails, {
  attachTo: document.body, props: { state: ready(), hasUnionId: true, ...props },
})

describe('the same person elsewhere', () => {
  it('is every app by name and kind, with the id, since when and who says so', async () => {
    const section = await mount({ state: ready({ accounts: [shopAccountOf('oShop'), wecomAccountOf('wm1')] }) })
    const accounts = section.findAll('li.account')
    expect(accounts.map(account => account.get('.heading').text())).toEqual([
      `The shop${words.kinds.miniProgram}${words.first}`, `WeCom${words.wecomCustomer}`,
    ])
    expect(section.findAll('code').map(code => code.text()), 'the id of the customer stands above').toEqual(['oShop'])
    expect(accounts[0]!.get('code').attributes('title')).toBe('oShop')
    expect(accounts[0]!.get('.sources').text()).toMatch(/^Mini program sign-in\s*first recorded Nov 8, 2026/)
    expect(accounts[0]!.get('time').attributes('datetime')).toBe('2026-11-08T01:30:00Z')
    expect(section.find(`[aria-label="${words.copy('oShop')}"]`).exists()).toBe(true)
    expect(section.text()).not.toContain(words.onlyWecom)
    section.unmount()
  })

  it('marks no account as the first if there is only one', async () => {
    const section = await mount()
    expect(section.text()).not.toContain(words.first)
    section.unmount()
  })

  it('shows sources and apps it does not know as they are', async () => {
    const sources = ['api-key:crm', 'some/new/api', 'constructor'].map(source => linkSourceOf(source))
    const section = await mount({ state: ready({ accounts: [shopAccountOf('o1', {
      appName: undefined, appKind: undefined, sources,
    })] }) })
    expect(section.get('.heading').text()).toBe(words.unknownApp('wxShop'))
    expect(section.findAll('.sources bdi').map(source => source.text())).toEqual([
      words.system('crm'), 'some/new/api', 'constructor',
    ])
    section.unmount()
  })

  it('keeps the last characters of a long id apart, so that its middle gives way', async () => {
    const id = 'o'.repeat(58) + '末尾🙂123'
    const section = await mount({ state: ready({ accounts: [shopAccountOf(id)] }) })
    expect(section.get('code').element.textContent).toBe(id)
    expect(section.get('code .tail').text()).toBe('末尾🙂123')
    section.unmount()
  })
})

describe('no other account', () => {
  it.each([
    [false, false],
    [true, true],
  ])('says what would add an account; admin %s: hint %s', async (isAdmin, hinted) => {
    viewer.isAdmin.value = isAdmin
    const section = await mount()
    expect(section.text()).toContain(words.onlyWecom)
    expect(section.text().includes('NUXT_WECHAT_APPS')).toBe(hinted)
    section.unmount()
  })

  it('says why without a unionid', async () => {
    viewer.isAdmin.value = true
    const section = await mount({ hasUnionId: false, state: ready({ unionId: undefined, accounts: [] }) })
    expect(section.text()).toContain(words.noUnionId)
    expect(section.text()).not.toContain('NUXT_WECHAT_APPS')
    section.unmount()
  })
})

describe('a conflict', () => {
  const inConflict = ready({ conflicts: [conflictOf()] })

  it('tells a member both claims, what it means and who can settle it', async () => {
    const section = await mount({ state: inConflict })
    const conflict = section.get('.conflict')
    expect(conflict.get('.heading').text()).toBe(`The news${words.kinds.officialAccount}${words.conflict.title}`)
    const claims = conflict.findAll('.claim')
    expect(claims.map(claim => claim.get('code').text())).toEqual(['uCurrent', 'uOther'])
    expect(claims.map(claim => claim.text().includes(words.conflict.current))).toEqual([true, false])
    expect(claims[1]!.text()).toMatch(/crm.*first recorded Nov 8, 2026.*last recorded Nov 20, 2026/s)
    expect(conflict.text()).toContain(words.conflict.meaning)
    expect(conflict.text()).toContain(words.conflict.member)
    expect(conflict.findAll('button').every(button => button.classes('copy'))).toBe(true)
    expect(section.text()).not.toContain(words.onlyWecom)
    section.unmount()
  })

  it('is settled by an admin, who has to choose first', async () => {
    viewer.isAdmin.value = true
    const section = await mount({ state: inConflict })
    expect(section.text()).not.toContain(words.conflict.member)
    await section.get('.conflict > .button').trigger('click')
    await eventually(() => section.find('dialog').exists())
    const dialog = section.get('dialog')
    expect(dialog.get('h2').text()).toBe(words.conflict.question)
    const confirm = dialog.findAll('button').find(button => button.text() === words.conflict.confirm)!
    expect(confirm.attributes('disabled')).toBeDefined()
    await dialog.findAll('input[type=radio]')[1]!.setValue(true)
    await confirm.trigger('click')
    expect(section.emitted('resolve')).toEqual([[{
      account: { kind: 'openId', scope: 'wxNews', id: 'oDisputed' }, openPlatform: 'main', unionId: 'uOther',
    }]])
    expect(section.find('dialog').exists()).toBe(false)
    section.unmount()
  })

  it('says what has become of the decision, and takes the focus there', async () => {
    const decision = { account: conflictOf().account, openPlatform: 'main', unionId: 'uOther' }
    viewer.isAdmin.value = true
    const section = await mount({ state: inConflict })
    await section.setProps({ resolution: { status: 'saving', decision } })
    expect(section.get('.conflict > .button').attributes('aria-busy')).toBe('true')
    await section.setProps({ resolution: { status: 'failed', decision, failure: failureOf('store_unavailable') } })
    expect(section.get('[role=alert]').text()).toContain(messages.en.failures.store_unavailable.cause)
    await section.setProps({ resolution: {
      status: 'failed', decision: { ...decision, account: shopAccountOf('oElse') }, failure: failureOf('internal'),
    } })
    expect(section.find('[role=alert]').exists()).toBe(false)
    await section.setProps({ state: ready(), resolution: { status: 'done', decision } })
    await flush()
    expect(section.get('[role=status]').text()).toBe(words.conflict.resolved)
    expect(document.activeElement).toBe(section.get('[role=status]').element)
    section.unmount()
  })

  it('shows quietly that it was settled; an admin can choose again', async () => {
    const decision = { by: 'linxiaotong', at: '2026-11-20T01:30:00Z', claims: conflictOf().claims }
    const decided = ready({ accounts: [wecomAccountOf('wm1'), shopAccountOf('oDisputed', { decision })] })
    const member = await mount({ state: decided })
    expect(member.get('.account:last-child .decided').text()).toMatch(
      /^Confirmed by an admin · linxiaotong · Nov 20, 2026/,
    )
    expect(member.text()).not.toContain(words.decided.again)
    member.unmount()

    viewer.isAdmin.value = true
    const section = await mount({ state: decided })
    expect(section.findAll('.decided')).toHaveLength(1)
    await section.get('.decided > .button').trigger('click')
    await eventually(() => section.find('dialog').exists())
    const dialog = section.get('dialog')
    await dialog.findAll('input[type=radio]')[1]!.setValue(true)
    await dialog.findAll('button').find(button => button.text() === words.conflict.confirm)!.trigger('click')
    expect(section.emitted('resolve')).toEqual([[{
      account: { kind: 'openId', scope: 'wxShop', id: 'oDisputed' }, openPlatform: 'main', unionId: 'uOther',
    }]])
    section.unmount()
  })

  it('never takes an equal unionid of another open-platform account for this customer\'s', async () => {
    const [first] = conflictOf().claims
    viewer.isAdmin.value = true
    const claims = [first!, { ...first!, openPlatform: 'the other brand' }]
    const section = await mount({ state: ready({ conflicts: [conflictOf({ claims })] }) })
    expect(section.findAll('.claim').map(claim => claim.text().includes(words.conflict.current))).toEqual([true, false])
    await section.get('.conflict > .button').trigger('click')
    await eventually(() => section.find('dialog').exists())
    const choices = section.findAll('dialog .choice')
    expect(choices.map(choice => choice.text().includes(words.conflict.current))).toEqual([true, false])
    expect(choices.map(choice => choice.find('.platform').exists())).toEqual([false, true])
    expect(choices[1]!.get('input').attributes('aria-label')).toBe('uCurrent the other brand')
    section.unmount()
  })

  it('names the open-platform account where it is not the main one', async () => {
    const [first, second] = conflictOf().claims
    const section = await mount({ state: ready({ conflicts: [conflictOf({ claims: [
      first!, { ...second!, openPlatform: 'the other brand' },
    ] })] }) })
    expect(section.findAll('.platform bdi').map(name => name.text())).toEqual(['the other brand'])
    section.unmount()
  })
})

describe('without an answer', () => {
  it('is an outline at first', async () => {
    const section = await mountSuspended(IdentitySection, { props: {
      state: { status: 'loading', id: 'wm1' }, hasUnionId: true,
    } })
    expect(section.get('h3').text()).toBe(words.title)
    expect(section.find('[aria-busy]').exists()).toBe(true)
  })

  it('explains itself, and can be asked again', async () => {
    const section = await mount({
      state: { status: 'failed', id: 'wm1', failure: failureOf('store_unavailable') }, retryIn: 7,
    })
    expect(section.text()).toContain(messages.en.failures.store_unavailable.cause)
    expect(section.text()).toContain('Retrying in 7 s')
    await section.get('.button').trigger('click')
    expect(section.emitted('retry')).toHaveLength(1)
    section.unmount()
  })

  it('keeps what was known, with its age', async () => {
    const section = await mount({
      state: {
        ...ready(), loadedAt: Date.now() - 180_000, failure: failureOf('offline'),
      } as ResourceState<CustomerIdentities>,
    })
    expect(section.text()).toMatch(/Couldn't update · Updated\s+3 minutes ago/)
    expect(section.findAll('.account')).toHaveLength(1)
    section.unmount()
  })
})
