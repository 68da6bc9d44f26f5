import { mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  ChosenTags,
  CustomerCard,
  CustomerRow,
  EditProblem,
  FailureDetails,
  GroupCard,
  IdentityDetails,
  MemberHeader,
  NoteField,
  OutdatedPanel,
  TagFilterDialog,
  RepliesDialog,
  ReplyEditor,
  TagsDialog,
} from '#components'
import type { CustomerProfile } from '#shared/types/customer.ts'
import { noEdits } from '~/browser/edits/customer-edit'
import { failureOf } from '~/browser/failure'
import { eventually } from '../../support/eventually'
import { HOSTILE_TEXTS } from '../../support/hostile-texts'
import { groupMemberOf, groupOf, profileOf, relation, summaryOf } from '../support/customers'
import { conflictOf, identitiesOf, linkSourceOf, shopAccountOf } from '../support/identities'
import { servePage } from '../support/page'

beforeEach(() => servePage({ member: { userId: 'admin', admin: true } }))

/** @returns an expression for exactly one of the names, each a pattern */
function anyOf(names: string): RegExp {
  return new RegExp(`^(?:${names.trim().split(/\s+/).join('|')})$`)
}

/** Elements and attributes that our own templates may produce; anything else came from a text. */
const OWN_ELEMENTS = anyOf(`
  article header section footer div span p h1 h2 h3 dl dt dd ul li bdi code button svg path rect circle line
  polyline ellipse time strong small input label fieldset legend dialog template details summary textarea a
  datalist option
`)
const OWN_ATTRIBUTES = anyOf(`
  class id title role type value name tabindex viewBox width height d c[xy] r[xy]? [xy][12]? points datetime
  focusable open disabled placeholder autocomplete spellcheck enterkeyhint for rows href target rel list
  maxlength
  aria-[a-z]+ data-[a-z0-9-]+
`)

function foreignParts(root: Element): string[] {
  return [root, ...root.querySelectorAll('*')].flatMap(element => [
    ...OWN_ELEMENTS.test(element.tagName.toLowerCase()) ? [] : [element.tagName],
    ...element.getAttributeNames().filter(name => !OWN_ATTRIBUTES.test(name)),
    .../^https:\/\//.test(element.getAttribute('href') ?? 'https://') ? [] : ['href'],
  ])
}

/** The visible part of a hostile text. */
const seen = (text: string) => text.split(/[^\P{C}\n\t]/u).join('')

/** Number of elements whose whole text it is. */
const timesShown = (root: Element, text: string) =>
  [...root.querySelectorAll('bdi, code')].filter(part => part.textContent === seen(text)).length

const everywhere = (text: string): CustomerProfile => profileOf({
  name: text, unionId: text, corpName: text, corpFullName: text, position: text, type: 'wechat',
  attributes: [
    { kind: 'text', name: text, value: text }, {
      kind: 'web', name: text, title: text, url: text,
    }, { kind: 'miniProgram', name: text, title: text },
  ],
  relation: {
    ...relation, remark: text, description: text, remarkCorpName: text, contactWayState: text, maskedMobiles: [text],
    tags: [
      { id: text, name: text, groupName: text, kind: 'corp' }, { name: text, groupName: `${text} `, kind: 'personal' },
    ],
  },
})

it('there are 300 different ones', () => {
  expect(new Set(HOSTILE_TEXTS).size).toBe(300)
})

describe('in every text field, all of them stay text', () => {
  it('on the profile', async () => {
    const card = await mountSuspended(CustomerCard, { props: { profile: profileOf(), edits: noEdits('wm1') } })
    for (const text of HOSTILE_TEXTS) {
      await card.setProps({ profile: everywhere(text) })
      expect(foreignParts(card.element), text).toEqual([])
      expect(card.get('h1 bdi').element.textContent).toBe(seen(text))
      // Title, three about the company, unionid, three notes, the phones, two tags and a group, the channel, three
      // attributes with their names.
      expect(timesShown(card.element, text), text).toBe(19)
    }
  })

  it('in what is being edited, where it is not changed', async () => {
    const field = await mountSuspended(NoteField, { props: {
      field: 'description', value: '', label: 'Description', edits: noEdits('wm1'),
    } })
    const phones = await mountSuspended(CustomerCard, { props: { profile: profileOf(), edits: noEdits('wm1') } })
    for (const text of HOSTILE_TEXTS) {
      await field.setProps({ edits: {
        ...noEdits('wm1'), drafts: { description: { field: 'description', before: '', after: text } },
      } })
      await eventually(() => field.find('textarea').exists())
      expect(field.get('textarea').element.value).toBe(text)
      await phones.setProps({ edits: { ...noEdits('wm1'), mobiles: { status: 'revealed', mobiles: [text] } } })
      expect(timesShown(phones.element, text), text).toBe(1)
      for (const { element } of [field, phones]) expect(foreignParts(element), text).toEqual([])
    }
  })

  it('on a group', async () => {
    const card = await mountSuspended(GroupCard, { props: { group: groupOf(), members: [], filter: { query: '' } } })
    for (const text of HOSTILE_TEXTS) {
      const members = [
        groupMemberOf(text, {
          name: text, groupNickname: 'Nick', unionId: text, isOwner: true,
        }), groupMemberOf(`${text} `, { groupNickname: text }),
      ]
      await card.setProps({ group: groupOf({ name: text, notice: text, members }), members })
      expect(foreignParts(card.element), text).toEqual([])
      expect(card.get('h1').element.textContent).toBe(seen(text))
      // Name, notice, owner; name and unionid of one member, the nickname of another.
      expect(timesShown(card.element, text), text).toBe(6)
    }
  })

  it('in the list', async () => {
    const row = await mountSuspended(CustomerRow, { props: { customer: summaryOf('a') } })
    const header = await mountSuspended(MemberHeader, { props: {
      member: { userId: 'a', admin: true }, canSignOut: true, canAdd: true,
    } })
    for (const text of HOSTILE_TEXTS) {
      await row.setProps({ customer: summaryOf('a', {
        name: text, remark: `${text} `, type: 'wecom', corpName: text,
      }) })
      await header.setProps({ member: { userId: 'a', name: text, admin: true } })
      expect(timesShown(row.element, text), text).toBe(1)
      for (const shown of [`${seen(text)} `, `@${seen(text)}`]) expect(row.element.textContent).toContain(shown)
      expect(timesShown(header.element, text), text).toBe(1)
      for (const { element } of [row, header]) expect(foreignParts(element), text).toEqual([])
    }
  })

  it('in a conflict and in a failure', async () => {
    const edit = { field: 'remark', before: '', after: '' } as const
    const conflict = await mountSuspended(EditProblem, { props: { state: {
      status: 'conflict', edit, theirs: '', failure: failureOf('edit_conflict'),
    } } })
    const failure = await mountSuspended(FailureDetails, { props: { failure: failureOf('internal') } })
    const outdated = await mountSuspended(OutdatedPanel, { props: { version: '1', needs: '3.0.24' } })
    for (const text of HOSTILE_TEXTS) {
      await conflict.setProps({ state: {
        status: 'conflict', edit: { ...edit, after: text }, theirs: text, failure: failureOf('edit_conflict'),
      } })
      await failure.setProps({ failure: failureOf('internal', { errMsg: text, requestId: text }) })
      await outdated.setProps({ version: text })
      expect(timesShown(conflict.element, text), text).toBe(2)
      expect(outdated.element.textContent).toContain(seen(text))
      for (const { element } of [conflict, failure, outdated]) expect(foreignParts(element), text).toEqual([])
    }
  })

  it('in the identities of a person', async () => {
    const section = await mountSuspended(IdentityDetails, { props: { hasUnionId: true, state: { status: 'idle' } } })
    for (const text of HOSTILE_TEXTS) {
      const sources = [linkSourceOf(text)]
      const accounts = [shopAccountOf(text, { appName: text, sources })]
      const conflicts = [conflictOf({
        account: accounts[0]!, claims: [{ openPlatform: text, unionId: text, sources }],
      })]
      await section.setProps({ state: {
        status: 'ready', id: 'wm1', loadedAt: 0, data: identitiesOf({ accounts, conflicts }),
      } })
      expect(foreignParts(section.element), text).toEqual([])
      // Name, id and source of an account; the same of one in conflict; platform, unionid and source of its claim.
      expect(timesShown(section.element, text), text).toBe(8)
    }
  })

  it('among the replies, in the editor and in a conflict', async () => {
    const replies = HOSTILE_TEXTS.map((text, index) => ({
      id: `${index}`, scope: index % 2 ? 'corp' as const : 'own' as const, text, title: text, folder: text,
    }))
    const dialog = await mountSuspended(RepliesDialog, { props: {
      state: {
        status: 'ready', id: 'mine', loadedAt: 0, data: replies,
      }, found: replies, saved: false, sending: false, query: '<', folder: '', folders: [...HOSTILE_TEXTS],
      names: { customer: '<b>' },
    } })
    expect(foreignParts(dialog.element)).toEqual([])
    const [own, corp] = [
      replies.filter(({ scope }) => scope === 'own'), replies.filter(({ scope }) => scope === 'corp'),
    ]
    expect(dialog.findAll('[data-reply] bdi').map(text => text.element.textContent))
      .toEqual([...own, ...corp].flatMap(({ text }) => [seen(text), seen(text)]))
    await dialog.setProps({ found: [] })
    const editor = await mountSuspended(ReplyEditor, { props: {
      draft: { scope: 'own', text: '', saving: false }, names: {}, folders: [...HOSTILE_TEXTS],
    } })
    for (const reply of replies) {
      await editor.setProps({ draft: { reply, scope: reply.scope, text: reply.text, saving: false } })
      expect(foreignParts(editor.element), reply.text).toEqual([])
      expect(editor.get('textarea').element.value).toBe(reply.text)
      await editor.setProps({ draft: {
        reply, scope: reply.scope, text: reply.text, saving: false, failure: failureOf('edit_conflict'), theirs: reply,
      } })
      expect(foreignParts(editor.element), reply.text).toEqual([])
      expect(editor.findAll('dd bdi').map(text => text.element.textContent)).toEqual([
        seen(`${reply.text} · ${reply.text}`), seen(reply.text), seen(reply.text),
      ])
    }
  })

  it('among the tags', async () => {
    for (const texts of [HOSTILE_TEXTS.slice(0, 150), HOSTILE_TEXTS.slice(150)]) {
      const groups = texts.map(text => ({ id: text, name: text, tags: [{ id: text, name: text, count: 1 }] }))
      const library = { status: 'ready', id: 'corp', loadedAt: 0, data: groups } as const
      for (const choices of [
        await mountSuspended(TagsDialog, { props: { tags: [], library } }),
        await mountSuspended(TagFilterDialog, { props: { modelValue: [], groups: library, count: 1 } }),
      ]) {
        expect(foreignParts(choices.element)).toEqual([])
        expect(choices.findAll('legend').map(legend => legend.element.textContent)).toEqual(texts.map(seen))
        expect(choices.findAll('label bdi').map(name => name.element.textContent)).toEqual(texts.map(seen))
      }
      const chosen = await mountSuspended(ChosenTags, { props: { tagIds: texts, tags: library } })
      expect(foreignParts(chosen.element)).toEqual([])
      expect(chosen.findAll('bdi').map(name => name.element.textContent)).toEqual(texts.map(seen))
    }
  })
})
