import { mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CustomerProfile } from '#shared/types/customer'
import { CustomerCard, CustomerRow, EditProblem, GroupCard, TagsDialog } from '#components'
import { noEdits } from '~/composables/customer-edit'
import { groupMemberOf, groupOf, profileOf, relation, summaryOf } from '../support/customers'
import { HOSTILE_TEXTS } from '../support/hostile-texts'
import { servePage } from '../support/page'

beforeEach(() => servePage())

/** Elements and attributes that our own templates may produce; anything else came out of a text. */
const OWN_ELEMENTS = /^(article|header|section|footer|div|span|p|h1|h2|dl|dt|dd|ul|li|bdi|code|button|svg|path|time|strong|small|input|label|fieldset|legend|dialog|template|a)$/
const OWN_ATTRIBUTES = /^(class|id|title|role|type|value|name|viewBox|width|height|d|datetime|focusable|open|disabled|placeholder|autocomplete|spellcheck|enterkeyhint|for|href|target|rel|aria-[a-z]+|data-[a-z0-9-]+)$/

function foreignParts(root: Element): string[] {
  return [root, ...root.querySelectorAll('*')].flatMap(element => [
    ...OWN_ELEMENTS.test(element.tagName.toLowerCase()) ? [] : [element.tagName],
    ...element.getAttributeNames().filter(name => !OWN_ATTRIBUTES.test(name)),
    .../^https:\/\//.test(element.getAttribute('href') ?? 'https://') ? [] : ['href'],
  ])
}

const everywhere = (text: string): CustomerProfile => profileOf({
  name: text, unionId: text, corpName: text, position: text, type: 'wechat',
  attributes: [
    { kind: 'text', name: text, value: text }, { kind: 'web', name: text, title: text, url: text }, { kind: 'miniProgram', name: text, title: text },
  ],
  relation: {
    ...relation, remark: text, description: text, remarkCorpName: text, contactWayState: text, maskedMobiles: [text],
    tags: [{ id: text, name: text, groupName: text, kind: 'corp' }, { name: text, groupName: '', kind: 'personal' }],
  },
})

it('there are 300 different ones', () => {
  expect(new Set(HOSTILE_TEXTS).size).toBe(300)
})

describe('in every text field, all of them stay text', () => {
  it('on the profile', async () => {
    const card = await mountSuspended(CustomerCard, { props: { profile: profileOf(), isAdmin: true, edits: noEdits('wm1') } })
    for (const text of HOSTILE_TEXTS) {
      await card.setProps({ profile: everywhere(text) })
      expect(foreignParts(card.element), text).toEqual([])
      expect(card.get('h1 bdi').element.textContent).toBe(text)
      expect(card.findAll('bdi').filter(part => part.element.textContent === text).length).toBeGreaterThan(10)
    }
  })

  it('on a group', async () => {
    const card = await mountSuspended(GroupCard, { props: { group: groupOf(), members: [], query: '' } })
    for (const text of HOSTILE_TEXTS) {
      const members = [groupMemberOf(text, { name: text, groupNickname: `${text} `, unionId: text, isOwner: true })]
      await card.setProps({ group: groupOf({ name: text, notice: text, members }), members })
      expect(foreignParts(card.element), text).toEqual([])
      expect(card.get('h1').element.textContent).toContain(text)
    }
  })

  it('in the list and in a conflict', async () => {
    const row = await mountSuspended(CustomerRow, { props: { customer: summaryOf('a') } })
    const edit = { field: 'remark', before: '', after: '' } as const
    const conflict = await mountSuspended(EditProblem, { props: { state: { status: 'conflict', edit, theirs: '' } } })
    for (const text of HOSTILE_TEXTS) {
      await row.setProps({ customer: summaryOf('a', { name: text, remark: `${text} `, corpName: text }) })
      await conflict.setProps({ state: { status: 'conflict', edit: { ...edit, after: text }, theirs: text } })
      for (const { element } of [row, conflict]) {
        expect(foreignParts(element), text).toEqual([])
        expect(element.textContent).toContain(text)
      }
    }
  })

  it('among the tags', async () => {
    const tags = HOSTILE_TEXTS.map(text => ({ id: text, name: text }))
    const dialog = await mountSuspended(TagsDialog, { props: {
      tags: [], library: { status: 'ready', id: 'corp', loadedAt: 0, data: tags.map(tag => ({ ...tag, tags: [tag] })) },
    } })
    expect(foreignParts(dialog.element)).toEqual([])
    expect(dialog.findAll('legend').map(legend => legend.element.textContent)).toEqual(HOSTILE_TEXTS)
    expect(dialog.findAll('label bdi').map(name => name.element.textContent)).toEqual(HOSTILE_TEXTS)
  })
})
