import { mountSuspended } from '@nuxt/test-utils/runtime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Preferences } from '#shared/types/preferences.ts'
import App from '~/app.vue'
import { useMessages } from '~/composables/useMessages'
import { usePreferencesState } from '~/composables/usePreferences'
// Loaded when it is wanted, which here is at once.
import '~/components/workbench/SettingsDialog.vue'
import MemberSettings from '~/pages/parts/MemberSettings.vue'
import { messages } from './support/messages'
import { servePage } from './support/page'

const cookies = () => document.cookie.split('; ').filter(cookie => /wecom_/.test(cookie)).sort()
const html = document.documentElement

function forget(): void {
  for (const name of ['wecom_language', 'wecom_theme']) document.cookie = `${name}=; Max-Age=0; Path=/`
}

/** Too old for a handshake, which these tests do not need. */
const CLIENT = 'wxwork/2.4.0 Language/en ColorScheme/Light'

async function open(preferences: Preferences = {}) {
  servePage({ preferences }, CLIENT)
  const settings = await mountSuspended({ render: () => h('div', h(MemberSettings)) }, { attachTo: document.body })
  await settings.get('button').trigger('click')
  await expect.poll(() => settings.find('fieldset').exists()).toBe(true)
  return {
    settings,
    choices: () => settings.findAll('label').map(label => [label.text(), label.get('input').element.checked] as const),
    choose: async (label: string) => settings.findAll('label').find(
      found => found.text() === label,
    )!.get('input').setValue(true),
  }
}

beforeEach(forget)
afterEach(() => {
  forget()
  document.body.replaceChildren()
})

describe('the settings', () => {
  it('follow WeCom until something is chosen', async () => {
    const { choices } = await open()
    const { follow, light, dark } = messages.en.settings
    expect(choices()).toEqual([
      [follow, true], ['简体中文', false], ['English', false], [follow, true], [light, false], [dark, false],
    ])
  })

  it('change the words at once, are kept, and can be taken back', async () => {
    const { settings, choose } = await open()
    await choose('简体中文')
    await expect.poll(() => settings.get('h2').text()).toBe(messages['zh-CN'].settings.title)
    expect(cookies()).toEqual(['wecom_language=zh-CN'])
    expect(useMessages().locale.value).toBe('zh-CN')
    await choose(messages['zh-CN'].settings.follow)
    await expect.poll(() => settings.get('h2').text()).toBe(messages.en.settings.title)
    expect(cookies()).toEqual([])
  })

  it('keep one choice while the other one is made', async () => {
    const { choose } = await open({ language: 'en' })
    await choose(messages.en.settings.dark)
    expect(cookies()).toEqual(['wecom_language=en', 'wecom_theme=dark'])
  })
})

it('the document wears what is chosen, and else what the client says', async () => {
  servePage({ preferences: {} }, 'wxwork/2.4.0 ColorScheme/Dark')
  const app = await mountSuspended(App, { global: { stubs: { IndexPage: true } } })
  await expect.poll(() => html.dataset.theme).toBe('dark')
  usePreferencesState().value = { theme: 'light' }
  await expect.poll(() => html.dataset.theme).toBe('light')
  app.unmount()
})
