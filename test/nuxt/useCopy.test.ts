import { mountSuspended } from '@nuxt/test-utils/runtime'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CopyButton } from '#components'
import { eventually } from '../support/eventually'
import { servePage } from './support/page'
import { becomeClient, leaveClient } from './support/wecom-client'

// The package looks for the client when it is evaluated, which a test's client comes too late for.
vi.mock('~/browser/bridge/load-sdk', async importOriginal => ({
  ...await importOriginal<object>(),
  loadWecomSdk: async () => (await import('./support/wecom-client')).loadFreshSdk(),
}))

beforeEach(() => servePage())
afterEach(() => {
  leaveClient()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  Reflect.deleteProperty(navigator, 'clipboard')
  Reflect.deleteProperty(document, 'execCommand')
})

const writeText = vi.fn()
const execCommand = vi.fn()

async function press() {
  const button = await mountSuspended(CopyButton, { props: { value: 'the unionid', label: 'Copy UnionID' } })
  Object.defineProperty(document, 'execCommand', { configurable: true, value: execCommand })
  await button.get('button').trigger('click')
  return button
}

const giveBrowser = (clipboard: object | undefined) =>
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard })

describe('copying', () => {
  it('goes through the browser outside WeCom, and says so when it has worked', async () => {
    giveBrowser({ writeText: writeText.mockResolvedValue(undefined) })
    const button = await press()
    await eventually(() => button.get('[role=status]').text() !== '')
    expect(button.get('[role=status]').text()).toBe('Copied')
    expect(writeText).toHaveBeenCalledExactlyOnceWith('the unionid')
  })

  it('falls back to a selection, which leaves nothing behind', async () => {
    giveBrowser({ writeText: () => Promise.reject(new DOMException('denied', 'NotAllowedError')) })
    let selected = ''
    execCommand.mockImplementation(() => {
      selected = document.querySelector('textarea')!.value
      return true
    })
    const button = await press()
    await eventually(() => button.get('[role=status]').text() === 'Copied')
    expect(selected).toBe('the unionid')
    expect(document.querySelector('textarea')).toBeNull()
  })

  it('never claims a success that was none', async () => {
    giveBrowser(undefined)
    execCommand.mockReturnValue(false)
    const button = await press()
    await eventually(() => button.get('[role=status]').text() !== '')
    expect(button.get('[role=status]').text()).toBe('Couldn\'t copy. Select the text instead.')
  })

  it('is done by the client inside WeCom', async () => {
    const client = becomeClient('4.1.36')
    giveBrowser(undefined)
    execCommand.mockReturnValue(false)
    const button = await press()
    await eventually(() => button.get('[role=status]').text() === 'Copied')
    expect(client.calls).toMatchObject([{ name: 'setClipboardData', params: { data: 'the unionid' } }])
  })
})
