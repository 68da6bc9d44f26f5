import fc from 'fast-check'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import type { CustomerEdit } from '#shared/types/customer-edit.ts'
import type { CustomerProfile } from '#shared/types/customer.ts'
import { ApiError } from '~/browser/api/api-error'
import { noEdits } from '~/browser/edits/customer-edit'
import { failureOf } from '~/browser/failure'
import { useCustomerStore } from '~/stores/customer'
import { useCustomerEditsStore } from '~/stores/customer-edits'
import { runs } from '../support/property-runs'
import { profileOf, relation } from './support/customers'
import { flush } from './support/flush'

const api = vi.hoisted(() => ({ customer: vi.fn(), editCustomer: vi.fn(), editTags: vi.fn(), revealMobiles: vi.fn() }))
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => vi.fn() }))

const IDS = ['a', 'b']

type Ending = 'answer' | 'lost' | 'unseen'

interface Exchange {
  /** The first call lets the server see the request, the second its answer arrive; either way it may get lost. */
  advance: (ending: Ending) => void
  isOver: boolean
}

/** A server that sees requests, and whose answers arrive, in any order. */
function createServer() {
  const remarks = new Map(IDS.map(id => [id, `remark of ${id}`]))
  const exchanges: Exchange[] = []
  const profile = (id: string) => profileOf({ externalUserId: id, relation: { ...relation, remark: remarks.get(id)! } })

  function respond<T>(serve: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      let deliver: (() => void) | undefined
      const exchange: Exchange = { isOver: false, advance }
      exchanges.push(exchange)

      function advance(ending: Ending) {
        if (deliver || ending === 'unseen') {
          exchange.isOver = true
          return ending === 'answer' ? deliver!() : reject(new ApiError(failureOf('timeout')))
        }
        try {
          const answer = serve()
          deliver = () => resolve(answer)
        }
        catch (error) {
          deliver = () => reject(error as Error)
        }
      }
    })
  }

  api.customer.mockImplementation((id: string) => respond(() => profile(id)))
  api.editCustomer.mockImplementation((id: string, { before, after }: CustomerEdit) => respond((): CustomerProfile => {
    if (before.remark !== remarks.get(id)) throw new ApiError(failureOf('edit_conflict'))
    remarks.set(id, after.remark!)
    return profile(id)
  }))
  return { remarks, waiting: () => exchanges.filter(exchange => !exchange.isOver) }
}

const id = fc.constantFrom(...IDS)
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('show' as const), id }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('save' as const), text: fc.constantFrom('x', 'y', 'z') }) },
  { weight: 12, arbitrary: fc.record({
    kind: fc.constant('advance' as const), request: fc.nat(3), ending: fc.constantFrom<Ending[]>(
      'answer', 'answer', 'answer', 'lost', 'unseen',
    ),
  }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('colleague' as const), id, text: fc.constantFrom('p', 'q') }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('undo', 'retry', 'overwrite', 'discard', 'refresh', 'clear') }),
  },
)

describe('changing customers in any order of events', () => {
  it('never shows anything of another customer, and ends with what the server has', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
      setActivePinia(createPinia())
      const { remarks, waiting } = createServer()
      const customer = useCustomerStore()
      const edits = useCustomerEditsStore()
      let current: string | undefined
      const wrong: string[] = []
      const typed = new Map(IDS.map(id => [id, new Set([`remark of ${id}`])]))
      const stop = watch([
        () => edits.shown, () => edits.edits,
      ] as const, ([shown, { states, undo, externalUserId } = noEdits('')]) => {
        if (shown.status === 'idle') return
        if (shown.id !== current) wrong.push(`${shown.id} instead of ${current}`)
        if (externalUserId !== current) wrong.push(`changes of ${externalUserId} on ${current}`)
        for (const edit of [states.remark?.edit, undo]) {
          if (edit?.field === 'remark' && !typed.get(current!)!.has(edit.after as string)) wrong.push(
            `${edit.after.toString()} typed on ${current}`,
          )
        }
        if (shown.status !== 'ready') return
        if (shown.data.externalUserId !== current) wrong.push(`data of ${shown.data.externalUserId}`)
        if (!typed.get(current!)!.has(shown.data.relation!.remark)) wrong.push(
          `${shown.data.relation!.remark} on ${current}`,
        )
      }, { flush: 'sync' })

      for (const next of steps) {
        if (next.kind === 'show') {
          current = next.id
          void customer.show(next.id)
        }
        else if (next.kind === 'clear') {
          current = undefined
          customer.clear()
        }
        else if (next.kind === 'refresh') void customer.refresh()
        else if (next.kind === 'colleague') {
          const remark = `${next.text}${next.id}`
          typed.get(next.id)!.add(remark)
          remarks.set(next.id, remark)
        }
        else if (next.kind === 'advance') waiting()[next.request % (waiting().length || 1)]?.advance(next.ending)
        else if (next.kind === 'save') {
          const { shown } = edits
          if (shown.status !== 'ready' || edits.edits!.states.remark?.status === 'saving') continue
          const after = `${next.text}${current}`
          typed.get(current!)!.add(after)
          void edits.run({ kind: 'save', edit: { field: 'remark', before: shown.data.relation!.remark, after } })
        }
        else if (customer.state.status === 'ready' && edits.edits!.states.remark?.status !== 'saving') {
          void edits.run(next.kind === 'undo' ? { kind: 'undo' } : { kind: next.kind as 'retry', field: 'remark' })
        }
        await flush()
      }

      for (let round = 0; waiting().length && round < 100; round++) {
        waiting().forEach(exchange => exchange.advance('answer'))
        await flush()
      }
      expect(waiting()).toEqual([])
      const isQuiet = !steps.some(({ kind }) => kind === 'colleague')
      const state = () => customer.state as Extract<typeof customer.state, { status: 'ready' }>
      if (current && isQuiet && state().status === 'ready' && !state().failure) {
        expect(state().data.relation!.remark).toBe(remarks.get(current))
      }
      // What failed last, or a colleague has changed meanwhile, is right after the next look.
      void customer.refresh()
      waiting().forEach(exchange => exchange.advance('answer'))
      waiting().forEach(exchange => exchange.advance('answer'))
      await flush()
      expect(wrong).toEqual([])
      if (current) {
        expect(edits.shown).toMatchObject({
          status: 'ready', id: current, data: { relation: { remark: remarks.get(current) } },
        })
        expect(edits.edits!.externalUserId).toBe(current)
        expect(edits.edits!.states.remark?.status).not.toBe('saving')
      }
      stop()
    }), runs(500))
  })
})
