import { mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, describe, expect, it } from 'vitest'
import { FailurePanel, OutdatedPanel, OutsidePanel } from '#components'
import { FAILURES, failureOf, type FailureCode } from '~/browser/failure'
import { messages } from '../support/messages'
import { servePage, viewer } from '../support/page'

beforeEach(() => servePage())

describe('a failure', () => {
  it.each(Object.keys(FAILURES) as FailureCode[])('%s has a title, a cause, a fixer and one action', async (code) => {
    const panel = await mountSuspended(FailurePanel, { props: { failure: failureOf(code) } })
    const { title, cause, adminHint } = messages.en.failures[code]
    const { fix, fixer } = FAILURES[code]
    expect(panel.findAll('h1').map(heading => heading.text())).toEqual([title])
    expect(panel.text()).toContain(cause)
    if (fixer !== 'you') expect(panel.text()).toContain(messages.en.failure.fixer.member[fixer])
    expect(panel.findAll('.actions button').map(button => button.text())).toEqual([messages.en.failure.fix[fix]])
    if (adminHint) expect(panel.text()).not.toContain(adminHint)
    await panel.get('.actions button').trigger('click')
    const counts = {
      retry: panel.emitted('retry')?.length ?? 0,
      reload: viewer.reload.mock.calls.length,
      sign_in: viewer.signIn.mock.calls.length,
    }
    expect(counts).toEqual({ retry: 0, reload: 0, sign_in: 0, [fix]: 1 })
  })

  it('shows hints to admins, the server’s own first', async () => {
    viewer.isAdmin.value = true
    const hinted = await mountSuspended(FailurePanel, { props: { failure: failureOf('wecom_config') } })
    expect(hinted.text()).toContain(messages.en.failures.wecom_config.adminHint)
    expect(hinted.text()).toContain(messages.en.failure.fixer.admin.admin)
    const failure = failureOf('wecom_config', { hint: 'Add 203.0.113.7 to the trusted IPs.' })
    const better = await mountSuspended(FailurePanel, { props: { failure } })
    expect(better.text()).toContain('Add 203.0.113.7')
    viewer.isAdmin.value = false
    const member = await mountSuspended(FailurePanel, { props: { failure } })
    expect(member.text()).not.toContain('203.0.113.7')
    expect(member.text()).toContain(messages.en.failure.fixer.member.admin)
  })

  it('that passes says when the page tries again', async () => {
    const panel = await mountSuspended(FailurePanel, { props: { failure: failureOf('wecom_busy'), retryIn: 7 } })
    expect(panel.text()).toContain('Retrying in 7 s')
    await panel.setProps({ retryIn: undefined })
    expect(panel.text()).toContain('Retrying automatically')
    const lasting = await mountSuspended(FailurePanel, { props: { failure: failureOf('wecom_config') } })
    expect(lasting.text()).not.toMatch(/by itself|keeps trying/)
  })

  it('that comes from memory says when WeCom is asked again', async () => {
    const failure = failureOf('wecom_config', { retryAfter: 23 })
    const panel = await mountSuspended(FailurePanel, { props: { failure, retryIn: 23 } })
    expect(panel.text()).toContain('Paused: asking WeCom again in 23 s')
  })

  it('admin_required tells even an admin to ask an admin', async () => {
    viewer.isAdmin.value = true
    const panel = await mountSuspended(FailurePanel, { props: { failure: failureOf('admin_required') } })
    expect(panel.text()).toContain(messages.en.failure.fixer.member.admin)
  })

  const others = (Object.keys(FAILURES) as FailureCode[]).filter(code => code !== 'admin_required')
  it.each(others)('%s never tells an admin to ask the admin', async (code) => {
    viewer.isAdmin.value = true
    const panel = await mountSuspended(FailurePanel, { props: { failure: failureOf(code) } })
    expect(panel.text()).not.toMatch(/(your|tell|ask|contact).{0,10}admin/i)
  })

  it('has details that can be copied as one text', async () => {
    const failure = failureOf('no_permission', { errMsg: 'getContext:no permission', requestId: 'r1' })
    const panel = await mountSuspended(FailurePanel, { props: { failure, step: 'context' } })
    expect(panel.findAll('dt').map(term => term.text())).toEqual(['Code', 'Step', 'Client response', 'Request ID'])
    expect(panel.findAll('dd').map(value => value.text()))
      .toEqual(['no_permission', 'context', 'getContext:no permission', 'r1'])
  })
})

it('outside WeCom one can sign in', async () => {
  const panel = await mountSuspended(OutsidePanel, { props: { signInPath: '/auth/login?return_to=%2F' } })
  expect(panel.get('h1').text()).toBe(messages.en.outside.title)
  expect(panel.get('a').attributes('href')).toBe('/auth/login?return_to=%2F')
})

it('an old client is told its version and the one it needs', async () => {
  const panel = await mountSuspended(OutdatedPanel, { props: { version: '2.4.0', needs: '3.0.24' } })
  expect(panel.text()).toContain('2.4.0')
  expect(panel.text()).toContain('3.0.24')
})
