import { mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, describe, expect, it } from 'vitest'
import { IgnoreCheck } from '#components'
import { messages } from '../support/messages'
import { servePage } from '../support/page'

beforeEach(() => servePage())

describe('the form that ignores a check', () => {
  it('tells what is typed, and sends it', async () => {
    const form = await mountSuspended(IgnoreCheck, { props: {} })
    expect(form.get<HTMLDetailsElement>('details').element.open).toBe(false)
    await form.get('input').setValue('only here')
    await form.setProps({ reason: 'only here' })
    await form.get('form').trigger('submit')
    expect([form.emitted('type'), form.emitted('ignore')]).toEqual([[['only here']], [['only here']]])
  })

  it.each(['with the check', 'later'])('is open with what an earlier page left: %s', async (when) => {
    const reason = 'only here'
    const form = await mountSuspended(IgnoreCheck, { props: when === 'later' ? {} : { reason } })
    await form.setProps({ reason })
    expect([form.get('details').element.open, form.get('input').element.value]).toEqual([true, reason])
    expect(form.get('[role=status]').text()).toBe(messages.en.edit.kept)
    await form.get('input').setValue('only in the office')
    expect(form.find('[role=status]').exists()).toBe(false)
  })
})
