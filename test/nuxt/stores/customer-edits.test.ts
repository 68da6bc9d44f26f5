import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { afterPaint } from '~/browser/after-paint'
import { ApiError } from '~/browser/api/api-error'
import { noEdits, type Edit } from '~/browser/edits/customer-edit'
import { isUnsaved } from '~/browser/edits/unsaved-edits'
import { failureOf, type FailureCode } from '~/browser/failure'
import { useCustomerStore } from '~/stores/customer'
import { useCustomerEditsStore } from '~/stores/customer-edits'
import { eventually } from '../../support/eventually'
import { profileOf, relation } from '../support/customers'
import { flush } from '../support/flush'
import { servePage } from '../support/page'

const api = vi.hoisted(() => ({
  customer: vi.fn(), editCustomer: vi.fn(), editTags: vi.fn(), revealMobiles: vi.fn(), tagLibrary: vi.fn(),
}))
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => vi.fn() }))

const withRelation = (change: Partial<typeof relation>, id = 'wm1') => profileOf({
  externalUserId: id, relation: { ...relation, ...change },
})
const remarkEdit = { field: 'remark', before: relation.remark, after: 'New' } as const
const halfA = { field: 'description', before: relation.description, after: 'half a' } as const
const fail = (code: FailureCode) => new ApiError(failureOf(code))

async function open() {
  const customer = useCustomerStore()
  const editing = useCustomerEditsStore()
  await customer.show('wm1')
  const shown = () => {
    if (editing.shown.status !== 'ready') throw new Error('nothing is shown')
    return editing.shown.data.relation!
  }
  return { customer, editing, shown }
}

beforeEach(() => {
  servePage()
  setActivePinia(createPinia())
  for (const call of Object.values(api)) call.mockReset()
  api.customer.mockImplementation(async (id: string) => profileOf({ externalUserId: id }))
})

describe('saving', () => {
  it('shows the change at once, sends what the member saw, and offers to undo', async () => {
    const { editing, shown } = await open()
    let answer = (_: unknown) => {}
    api.editCustomer.mockReturnValueOnce(new Promise(resolve => answer = resolve))
    const saving = editing.run({ kind: 'save', edit: remarkEdit })
    expect(shown().remark).toBe('New')
    expect(editing.edits!.states.remark?.status).toBe('saving')
    answer(withRelation({ remark: 'New' }))
    await saving
    expect(api.editCustomer).toHaveBeenCalledExactlyOnceWith('wm1', {
      before: { remark: relation.remark }, after: { remark: 'New' },
    })
    expect(editing.edits!.states.remark).toBeUndefined()
    api.editCustomer.mockResolvedValueOnce(withRelation({}))
    await editing.run({ kind: 'undo' })
    expect(api.editCustomer).toHaveBeenLastCalledWith('wm1', {
      before: { remark: 'New' }, after: { remark: relation.remark },
    })
    expect(shown().remark).toBe(relation.remark)
  })

  it('offers to make a change again after an undo, and to undo it again', async () => {
    const { editing } = await open()
    const changed = withRelation({ remark: 'New' })
    const steps = [changed, withRelation({}), changed]
    api.editCustomer.mockImplementation(async () => steps.shift())
    await editing.run({ kind: 'save', edit: remarkEdit })
    expect(editing.edits).toMatchObject({ undone: false, undo: { after: relation.remark } })
    await editing.run({ kind: 'undo' })
    expect(editing.edits).toMatchObject({ undone: true, undo: { after: 'New' } })
    await editing.run({ kind: 'undo' })
    expect(editing.edits).toMatchObject({ undone: false, undo: { after: relation.remark } })
  })

  it('without a change sends no request', async () => {
    const { editing } = await open()
    await editing.run({ kind: 'save', edit: { ...remarkEdit, after: relation.remark } })
    await editing.run({ kind: 'save', edit: { field: 'tags', add: [], remove: [] } })
    expect(api.editCustomer).not.toHaveBeenCalled()
    expect(api.editTags).not.toHaveBeenCalled()
  })

  it('that fails goes back, keeps what was typed, and can be tried again', async () => {
    const { editing, shown } = await open()
    api.editCustomer.mockRejectedValueOnce(fail('wecom_config'))
    await editing.run({ kind: 'save', edit: remarkEdit })
    expect(shown().remark).toBe(relation.remark)
    expect(editing.edits!.states.remark).toMatchObject({
      status: 'failed', edit: { after: 'New' }, failure: { code: 'wecom_config' },
    })
    api.editCustomer.mockResolvedValueOnce(withRelation({ remark: 'New' }))
    await editing.run({ kind: 'retry', field: 'remark' })
    expect(shown().remark).toBe('New')
  })

  it('whose answer got lost is found out to have worked', async () => {
    const { editing, shown } = await open()
    api.editCustomer.mockRejectedValueOnce(fail('timeout'))
    api.customer.mockResolvedValueOnce(withRelation({ remark: 'New' }))
    await editing.run({ kind: 'save', edit: remarkEdit })
    expect(shown().remark).toBe('New')
    expect(editing.edits!.states.remark).toBeUndefined()
    expect(editing.edits!.undo).toMatchObject({ before: 'New', after: relation.remark })
  })

  it('sends the changes of one customer one after another', async () => {
    const { editing } = await open()
    const answers: ((profile: unknown) => void)[] = []
    api.editCustomer.mockImplementation(() => new Promise(resolve => answers.push(resolve)))
    void editing.run({ kind: 'save', edit: remarkEdit })
    void editing.run({ kind: 'save', edit: { field: 'description', before: relation.description, after: 'Later' } })
    await flush()
    expect(answers).toHaveLength(1)
    answers[0]!(withRelation({ remark: 'New' }))
    await flush()
    expect(answers).toHaveLength(2)
  })
})

describe('a conflict', () => {
  async function openConflict(theirs: string) {
    const opened = await open()
    api.editCustomer.mockRejectedValueOnce(fail('edit_conflict'))
    api.customer.mockResolvedValueOnce(withRelation({ remark: theirs }))
    await opened.editing.run({ kind: 'save', edit: remarkEdit })
    return opened
  }

  it('shows what is there now, and lets it be', async () => {
    const { editing, shown } = await openConflict('Theirs')
    expect(editing.edits!.states.remark).toMatchObject({ status: 'conflict', theirs: 'Theirs', edit: { after: 'New' } })
    expect(shown().remark).toBe('Theirs')
    await editing.run({ kind: 'discard', field: 'remark' })
    expect(editing.edits!.states.remark).toBeUndefined()
  })

  it('is overwritten knowingly', async () => {
    const { editing, shown } = await openConflict('Theirs')
    api.editCustomer.mockResolvedValueOnce(withRelation({ remark: 'New' }))
    await editing.run({ kind: 'overwrite', field: 'remark' })
    expect(api.editCustomer).toHaveBeenLastCalledWith('wm1', { before: { remark: 'Theirs' }, after: { remark: 'New' } })
    expect(shown().remark).toBe('New')
  })

  it('with the very same change is none', async () => {
    const { editing } = await openConflict('New')
    expect(editing.edits!.states.remark).toBeUndefined()
  })
})

describe('phone numbers', () => {
  it('are revealed once asked for, saved as a whole, and hidden with the customer', async () => {
    const { customer, editing } = await open()
    api.revealMobiles.mockResolvedValue({ mobiles: ['13800138000'] })
    await editing.run({ kind: 'reveal' })
    expect(editing.edits!.mobiles).toEqual({ status: 'revealed', mobiles: ['13800138000'] })
    api.editCustomer.mockResolvedValueOnce(profileOf())
    await editing.run({ kind: 'save', edit: { field: 'mobiles', before: ['13800138000'], after: ['1'] } })
    expect(api.editCustomer).toHaveBeenCalledWith('wm1', {
      before: { mobiles: ['13800138000'] }, after: { mobiles: ['1'] },
    })
    expect(editing.edits!.mobiles).toEqual({ status: 'revealed', mobiles: ['1'] })
    await customer.show('wm2')
    expect(editing.edits).toMatchObject({ externalUserId: 'wm2', mobiles: { status: 'masked' } })
  })

  it('in conflict are revealed again, and keep the other version if the member discards', async () => {
    const { editing, shown } = await open()
    api.revealMobiles.mockResolvedValueOnce({ mobiles: ['0'] }).mockResolvedValueOnce({ mobiles: ['2'] })
    await editing.run({ kind: 'reveal' })
    api.editCustomer.mockRejectedValueOnce(fail('edit_conflict'))
    api.customer.mockResolvedValueOnce(withRelation({ maskedMobiles: ['**2'] }))
    await editing.run({ kind: 'save', edit: { field: 'mobiles', before: ['0'], after: ['1'] } })
    expect(editing.edits!.states.mobiles).toMatchObject({ status: 'conflict', theirs: ['2'] })
    await editing.run({ kind: 'discard', field: 'mobiles' })
    expect(editing.edits!.mobiles).toEqual({ status: 'revealed', mobiles: ['2'] })
    expect(shown().maskedMobiles).toEqual(['**2'])
  })

  it('asked for are not shown once they are to be hidden', async () => {
    const { editing } = await open()
    let answer = (_: unknown) => {}
    api.revealMobiles.mockReturnValueOnce(new Promise(resolve => answer = resolve))
    const revealing = editing.run({ kind: 'reveal' })
    await editing.run({ kind: 'hide' })
    answer({ mobiles: ['13800138000'] })
    await revealing
    expect(editing.edits!.mobiles).toEqual({ status: 'masked' })
  })

  it('say why they are not revealed', async () => {
    const { editing } = await open()
    api.revealMobiles.mockRejectedValue(fail('too_many_requests'))
    await editing.run({ kind: 'reveal' })
    expect(editing.edits!.mobiles).toMatchObject({ status: 'failed', failure: { code: 'too_many_requests' } })
  })
})

it('tags are added and removed at once, and can be taken back', async () => {
  const { editing, shown } = await open()
  const north = { id: 't4', name: 'North', groupName: 'Region', kind: 'corp' } as const
  const hot = relation.tags[0]!
  api.editTags.mockReturnValueOnce(new Promise(() => {}))
  void editing.run({ kind: 'save', edit: { field: 'tags', add: [north], remove: [hot] } })
  expect(shown().tags.map(tag => tag.name)).toEqual(['Visited', 'Tea', 'North'])
  await flush()
  expect(api.editTags).toHaveBeenCalledExactlyOnceWith('wm1', { add: ['t4'], remove: ['t1'] })
})

it('a failed change of tags can be tried again, and its undo is the reverse', async () => {
  const { editing } = await open()
  api.editTags.mockRejectedValueOnce(fail('wecom_busy')).mockResolvedValue(profileOf())
  await editing.run({ kind: 'save', edit: { field: 'tags', add: [], remove: [relation.tags[0]!] } })
  expect(editing.edits!.states.tags?.status).toBe('failed')
  await editing.run({ kind: 'retry', field: 'tags' })
  await editing.run({ kind: 'undo' })
  expect(api.editTags.mock.calls.map(([, ids]) => ids as unknown)).toEqual([
    { add: [], remove: ['t1'] }, { add: [], remove: ['t1'] }, { add: ['t1'], remove: [] },
  ])
})

describe('C11: what an earlier page left', () => {
  const key = 'A'.repeat(43)
  beforeEach(async () => {
    // The pages of earlier tests follow their drafts from now on, and have no key.
    await afterPaint()
    localStorage.clear()
    servePage({ draftKey: key })
  })

  /** Types, and opens a new page as soon as the browser has it. */
  async function rebuild(edit: Edit) {
    const { editing } = await open()
    await editing.run({ kind: 'draft', edit })
    await eventually(() => localStorage.length === 1)
    setActivePinia(createPinia())
    const next = await open()
    await eventually(() => !!next.editing.edits?.kept[edit.field])
    return next
  }

  it('is offered, restored, and gone when it is saved', async () => {
    const { editing } = await rebuild(remarkEdit)
    expect(editing.edits).toMatchObject({ drafts: {}, kept: { remark: remarkEdit } })
    await editing.run({ kind: 'restore', field: 'remark' })
    expect(editing.edits).toMatchObject({ drafts: { remark: remarkEdit }, kept: {} })
    api.editCustomer.mockResolvedValueOnce(withRelation({ remark: 'New' }))
    await editing.run({ kind: 'save', edit: remarkEdit })
    await eventually(() => localStorage.length === 0)
  })

  it('is not offered when it has been saved', async () => {
    const { editing } = await open()
    await editing.run({ kind: 'draft', edit: remarkEdit })
    await editing.run({ kind: 'draft', edit: halfA })
    await eventually(() => localStorage.length === 2)
    setActivePinia(createPinia())
    api.customer.mockResolvedValue(withRelation({ remark: 'New' }))
    const next = await open()
    await eventually(() => !!next.editing.edits?.kept.description)
    expect(next.editing.edits!.kept).toEqual({ description: halfA })
  })

  it('is no unsaved work: leaving loses nothing', async () => {
    const { editing } = await rebuild(remarkEdit)
    expect(isUnsaved(editing.edits!)).toBe(false)
  })

  describe('as phone numbers', () => {
    const numbers = { field: 'mobiles', before: ['0'], after: ['01'] } as const satisfies Edit

    it('is shown after a recorded look only', async () => {
      const { editing } = await rebuild({ ...numbers, before: ['0'], after: ['01'] })
      api.revealMobiles.mockRejectedValueOnce(fail('too_many_requests'))
      await editing.run({ kind: 'restore', field: 'mobiles' })
      expect(editing.edits).toMatchObject({ drafts: {}, kept: { mobiles: numbers }, mobiles: { status: 'failed' } })
      api.revealMobiles.mockResolvedValueOnce({ mobiles: ['0'] })
      await editing.run({ kind: 'restore', field: 'mobiles' })
      expect(editing.edits).toMatchObject({ drafts: { mobiles: numbers }, kept: {} })
      expect(api.revealMobiles).toHaveBeenCalledTimes(2)
    })

    it('is dropped when the look shows that it was saved', async () => {
      const { editing } = await rebuild({ ...numbers, before: ['0'], after: ['01'] })
      api.revealMobiles.mockResolvedValueOnce({ mobiles: ['01'] })
      await editing.run({ kind: 'restore', field: 'mobiles' })
      expect(editing.edits).toMatchObject({ drafts: {}, kept: {}, mobiles: { status: 'revealed' } })
    })
  })
})

describe('another customer', () => {
  it('sees nothing of what was typed before, nor of its outcome', async () => {
    const { customer, editing, shown } = await open()
    await editing.run({ kind: 'draft', edit: halfA })
    let answer = (_: unknown) => {}
    api.editCustomer.mockReturnValueOnce(new Promise(resolve => answer = resolve))
    const saving = editing.run({ kind: 'save', edit: remarkEdit })
    await customer.show('wm2')
    answer(withRelation({ remark: 'New' }))
    await saving
    expect(editing.edits).toEqual(noEdits('wm2'))
    expect(shown().remark).toBe(relation.remark)
  })

  it('returns with its typed text and its failures', async () => {
    const { customer, editing } = await open()
    await editing.run({ kind: 'draft', edit: halfA })
    let refuse = (_: unknown) => {}
    api.editCustomer.mockReturnValueOnce(new Promise((_, reject) => refuse = reject))
    const saving = editing.run({ kind: 'save', edit: remarkEdit })
    await customer.show('wm2')
    refuse(fail('wecom_busy'))
    await saving
    expect(editing.edits).toEqual(noEdits('wm2'))
    await customer.show('wm1')
    expect(editing.edits).toMatchObject({
      externalUserId: 'wm1', drafts: { description: halfA }, states: { remark: { status: 'failed', edit: remarkEdit } },
    })
  })

  it('ends a look at phone numbers, and the offer to undo', async () => {
    const { customer, editing } = await open()
    api.editCustomer.mockResolvedValueOnce(withRelation({ remark: 'New' }))
    await editing.run({ kind: 'save', edit: remarkEdit })
    api.revealMobiles.mockResolvedValueOnce({ mobiles: ['13800138000'] })
    await editing.run({ kind: 'reveal' })
    await customer.show('wm2')
    await customer.show('wm1')
    expect(editing.edits).toEqual(noEdits('wm1'))
  })

  it('and another make the page forget whose nothing is unsaved first', async () => {
    const { customer, editing } = await open()
    await editing.run({ kind: 'draft', edit: halfA })
    await customer.show('wm2')
    await editing.run({ kind: 'draft', edit: halfA })
    await editing.run({ kind: 'discard', field: 'description' })
    for (let i = 3; i < 60; i++) await customer.show(`wm${i}`)
    await customer.show('wm1')
    expect(editing.edits!.drafts).toEqual({ description: halfA })
  })

  it('after another, all left half-done, are not kept without end', async () => {
    const { customer, editing } = await open()
    for (let i = 1; i <= 25; i++) {
      await customer.show(`wm${i}`)
      await editing.run({ kind: 'draft', edit: halfA })
    }
    await customer.show('wm25')
    expect(editing.edits!.drafts).toEqual({ description: halfA })
    await customer.show('wm1')
    expect(editing.edits!.drafts).toEqual({})
  })

  it('is not the same one shown again after a moment of doubt: what is typed is kept', async () => {
    const { customer, editing } = await open()
    await editing.run({ kind: 'draft', edit: halfA })
    customer.clear()
    await customer.show('wm1')
    expect(editing.edits!.drafts).toEqual({ description: halfA })
  })
})

it('the tag library is asked for once', async () => {
  const { editing } = await open()
  api.tagLibrary.mockResolvedValue([{ id: 'g', name: 'G', tags: [] }])
  await editing.run({ kind: 'library' })
  await editing.run({ kind: 'library' })
  expect(api.tagLibrary).toHaveBeenCalledTimes(1)
  expect(editing.library).toMatchObject({ status: 'ready', data: [{ id: 'g' }] })
})
