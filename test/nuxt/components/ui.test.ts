import { mountSuspended } from '@nuxt/test-utils/runtime'
import { nextTick } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Copy, Tag } from 'lucide'
import { AgeTime, AppIcon, SearchField, TitleText } from '#components'
import { messages } from '../support/messages'
import { servePage } from '../support/page'

afterEach(() => void vi.restoreAllMocks())

describe('a title', () => {
  /** There is no lay-out here: as if the text took so many pixels, of which those of three lines show. */
  const takes = (height: number) => vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(height)
  const title = async (text: string) => {
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(60)
    return mountSuspended(TitleText, { props: { text, blank: 'Unnamed' } })
  }

  it('that is cut can be read, and cut again', async () => {
    takes(400)
    const { get } = await title('A long name')
    expect(get('h1').text()).toBe('A long name')
    expect(get('h1 span').classes()).toContain('clamped')
    await get('button').trigger('click')
    expect(get('h1 span').classes()).not.toContain('clamped')
    expect(get('button').attributes('aria-expanded')).toBe('true')
    await get('button').trigger('click')
    expect(get('h1 span').classes()).toContain('clamped')
  })

  it('that fits has no button, also when it becomes so', async () => {
    takes(400)
    const wrapper = await title('A long name')
    await wrapper.get('button').trigger('click')
    takes(60)
    await wrapper.setProps({ text: 'Short' })
    await nextTick()
    expect(wrapper.find('button').exists()).toBe(false)
  })

  it('without anything to see says so', async () => {
    takes(20)
    expect((await title('\u200B')).get('h1').text()).toBe('Unnamed')
  })
})

describe('an icon', () => {
  it('is Lucide\'s own drawing, sixteen pixels large, and says nothing', async () => {
    const { element } = await mountSuspended(AppIcon, { props: { name: 'copy' } })
    const drawn = [...element.children].map(({ localName, attributes }) => [
      localName, Object.fromEntries([...attributes].map(({ name, value }) => [name, value])),
    ])
    expect(drawn).toMatchObject(Copy)
    expect(element.getAttribute('viewBox')).toBe('0 0 24 24')
    expect([element.getAttribute('width'), element.getAttribute('aria-hidden')]).toEqual(['16', 'true'])
  })

  it('can bring its own shapes', async () => {
    const { element } = await mountSuspended(AppIcon, { props: { name: Tag } })
    expect([...element.children].map(({ localName }) => localName)).toEqual(Tag.map(([shape]) => shape))
  })
})

it('an age of less than a minute is no number', async () => {
  servePage()
  const ages = [0, 59, 60, 86_400].map(seconds => mountSuspended(AgeTime, {
    props: { at: Date.now() - seconds * 1_000, phrase: messages.en.updated },
  }))
  const texts = (await Promise.all(ages)).map(age => age.get('time').element.firstChild?.textContent)
  expect(texts).toEqual(['Updated just now', 'Updated just now', 'Updated 1 minute ago', 'Updated yesterday'])
  expect(messages['zh-CN'].updated(messages['zh-CN'].justNow)).toBe('刚刚更新')
})

describe('a search field', () => {
  it('is emptied by its button, which gives the focus back', async () => {
    const field = await mountSuspended(SearchField, {
      props: {
        'modelValue': '',
        'label': 'Search',
        'onUpdate:modelValue': (text: string) => field.setProps({ modelValue: text }),
      },
      attachTo: document.body,
    })
    expect(field.find('button').exists()).toBe(false)
    await field.get('input').setValue('x')
    await field.get('button').trigger('click')
    expect(field.get('input').element.value).toBe('')
    expect(document.activeElement).toBe(field.get('input').element)
    expect(field.find('button').exists()).toBe(false)
    field.unmount()
  })
})
