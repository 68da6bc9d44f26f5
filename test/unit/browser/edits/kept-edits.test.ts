import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CustomerRelation } from '../../../../shared/types/customer.ts'
import { noEdits } from '../../../../browser/edits/customer-edit.ts'
import type { CustomerEdits, NoteEdit } from '../../../../browser/edits/customer-edit.ts'
import { notDone, offered, restored, shelved } from '../../../../browser/edits/kept-edits.ts'
import { unsavedIn } from '../../../../browser/edits/unsaved-edits.ts'

const FIELDS = ['remark', 'description', 'remarkCorpName'] as const
const hot = { id: 't1', name: 'Hot', groupName: 'Stage', kind: 'corp' } as const
const relation: CustomerRelation = {
  remark: 'Lin', description: 'Big', remarkCorpName: undefined, tags: [hot], maskedMobiles: [],
} as unknown as CustomerRelation

const field = fc.constantFrom(...FIELDS)
const step = fc.oneof(
  fc.constant({ kind: 'rebuild' as const }),
  fc.record({ kind: fc.constant('type' as const), field, text: fc.string({ minLength: 1, maxLength: 5 }) }),
  fc.record({ kind: fc.constantFrom('shelve' as const, 'restore' as const, 'open' as const), field }),
)

const rebuilt = (edits: CustomerEdits): CustomerEdits => {
  const page = noEdits(edits.externalUserId)
  const stored = unsavedIn(edits)
  return stored ? { ...page, ...offered(page, JSON.parse(JSON.stringify(stored))) } : page
}

describe('C11: what is typed', () => {
  it('is never lost by closing, restoring or rebuilding the page', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let edits = noEdits('wm1')
      const typed = new Map<string, string>()
      for (const next of steps) {
        if (next.kind === 'rebuild') edits = rebuilt(edits)
        else if (next.kind === 'shelve') edits = { ...edits, ...shelved(edits, next.field) }
        else if (next.kind === 'restore') edits = { ...edits, ...restored(edits, next.field) }
        else {
          // As the page does: the pencil of a field with something kept restores it.
          edits = { ...edits, ...restored(edits, next.field) }
          const before = edits.drafts[next.field]?.before ?? ''
          const after = next.kind === 'type' ? next.text : edits.drafts[next.field]?.after ?? ''
          const edit = { field: next.field, before, after } satisfies NoteEdit
          edits = { ...edits, drafts: { ...edits.drafts, [next.field]: edit } }
          if (next.kind === 'type') typed.set(next.field, next.text)
        }
        const unsaved = Object.values(unsavedIn(edits) ?? {}) as NoteEdit[]
        expect(Object.fromEntries(unsaved.map(({ field, after }) => [field, after]))).toEqual(Object.fromEntries(typed))
      }
    }))
  })

  it('is offered, not put into the editor', () => {
    const edit: NoteEdit = { field: 'remark', before: 'Lin', after: 'Lin, 2nd' }
    const page = rebuilt({ ...noEdits('wm1'), drafts: { remark: edit } })
    expect(page).toMatchObject({ drafts: {}, kept: { remark: edit } })
  })

  it('continues in the editor that the member has opened meanwhile', () => {
    const open: NoteEdit = { field: 'remark', before: 'Lin', after: 'Lin' }
    const kept: NoteEdit = { ...open, after: 'Lin, 2nd' }
    expect(offered({ ...noEdits('wm1'), drafts: { remark: open } }, { remark: kept })).toEqual({
      drafts: { remark: kept }, kept: {},
    })
  })

  it('in this page goes before what an earlier one left', () => {
    const edit: NoteEdit = { field: 'remark', before: 'Lin', after: 'New' }
    const drafts = { remark: edit }
    expect(offered({ ...noEdits('wm1'), drafts }, { remark: { ...edit, after: 'Old' } })).toEqual({ drafts, kept: {} })
    const saving: CustomerEdits = { ...noEdits('wm1'), states: { remark: { status: 'saving', edit } } }
    expect(offered(saving, { remark: { ...edit, after: 'Old' } })).toEqual({ drafts: {}, kept: {} })
  })
})

describe('what an earlier page saved without learning of it', () => {
  it('is not offered', () => {
    const remark: NoteEdit = { field: 'remark', before: '', after: ' Lin ' }
    const description: NoteEdit = { field: 'description', before: '', after: 'Small' }
    const tags = { field: 'tags' as const, add: [hot], remove: [] }
    expect(notDone({ remark, description, tags }, relation)).toEqual({ description })
    expect(notDone({ tags: { ...tags, add: [], remove: [hot] } }, relation)).toHaveProperty('tags')
    expect(notDone({ remark }, undefined)).toEqual({ remark })
  })

  it('of phone numbers is unknown, because they are masked', () => {
    const mobiles: NoteEdit = { field: 'mobiles', before: [], after: ['13800138000'] }
    expect(notDone({ mobiles }, relation)).toEqual({ mobiles })
  })
})

it('nothing is unsaved where nothing was changed', () => {
  const opened: NoteEdit = { field: 'remark', before: 'Lin', after: 'Lin' }
  expect(unsavedIn({ ...noEdits('wm1'), drafts: { remark: opened, tags: { field: 'tags', add: [], remove: [] } } }))
    .toBeUndefined()
  expect(shelved({ drafts: { remark: opened }, kept: {} }, 'remark').kept).toEqual({})
})
