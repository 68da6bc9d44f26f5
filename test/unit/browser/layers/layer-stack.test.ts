import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLayerStack } from '../../../../browser/layers/layer-stack.ts'
import type { LayerStack } from '../../../../browser/layers/layer-stack.ts'
import { createHistoryModel } from './history-model.ts'

/** When the browser began to load the page, in milliseconds. */
const START = 1_000
const clock = { timeOrigin: START, now: () => 5 }

/** A page whose layers are named, in the order of opening. */
function openPage(states?: unknown[]) {
  let tasks: (() => void)[] = []
  let slowTasks: (() => void)[] = []
  const stacks: LayerStack[] = []
  const open: { name: number, leave: () => void }[] = []
  const history = createHistoryModel(() => stacks[0]?.onPopState(), states)
  const stack = createLayerStack(history, (task, ms) => void (ms ? slowTasks : tasks).push(task), clock)
  stacks.push(stack)
  let names = 0

  return {
    history,
    open,
    names: () => open.map(({ name }) => name),
    push() {
      const layer = { name: names++, leave: () => {} }
      layer.leave = stack.open(() => open.splice(open.indexOf(layer)))
      open.push(layer)
    },
    /** Its own button closes a layer, and with it all above. */
    close(index: number) {
      const gone = open.splice(index)
      gone[0]?.leave()
    },
    clientBack: () => stack.back(),
    /** A moment passes. */
    wait() {
      const due = slowTasks
      slowTasks = []
      due.forEach(task => task())
    },
    /** Runs what is due, without ending the browser's journeys. */
    work() {
      const due = tasks
      tasks = []
      due.forEach(task => task())
    },
    settle() {
      for (let turns = 0; turns < 5; turns++) {
        this.work()
        history.arrive()
      }
    },
  }
}

type Page = ReturnType<typeof openPage>

/** "Back" must close one layer after the other, and only then leave the page. */
function expectToUnwind(page: Page): void {
  page.settle()
  page.wait()
  page.settle()
  for (let left = page.open.length; left > 0; left--) {
    expect(page.history.behind()).toBe(left)
    expect(page.history.move(-1)).toBe(true)
    expect(page.open).toHaveLength(left - 1)
    page.settle()
  }
  expect(page.history.move(-1)).toBe(false)
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant('push' as const) },
  { weight: 3, arbitrary: fc.record({ close: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.constantFrom('back', 'forward', 'clientBack') },
  { weight: 4, arbitrary: fc.constantFrom('work', 'settle', 'wait') },
)

describe('C12: back', () => {
  it('closes the topmost layer, one after the other, then leaves the page', () => {
    const page = openPage()
    page.push()
    page.settle()
    page.push()
    page.settle()
    expect(page.names()).toEqual([0, 1])
    page.history.move(-1)
    expect(page.names()).toEqual([0])
    expectToUnwind(page)
  })

  it('after layers were closed by their own buttons passes no entry of theirs', () => {
    const page = openPage()
    page.push()
    page.push()
    page.settle()
    page.close(0)
    page.settle()
    expect([page.history.behind(), page.names()]).toEqual([0, []])
  })

  it('closes the layer that opened when another closed, which has taken its entry', () => {
    const page = openPage()
    page.push()
    page.settle()
    page.close(0)
    page.push()
    page.settle()
    expect([page.history.behind(), page.names()]).toEqual([1, [1]])
    expectToUnwind(page)
  })

  it('leaves at once after a reload: entries without a layer are left at the start', () => {
    const page = openPage([null, { layer: 1, layerAt: START - 2 }, { layer: 2, layerAt: START - 1 }])
    page.settle()
    expect(page.history.behind()).toBe(0)
    page.push()
    expectToUnwind(page)
  })

  it('stays on the page after a reload that began before the entry was added: browsers then have none below it', () => {
    const page = openPage([{ layer: 1, layerAt: START + 1, other: 'x' }])
    page.settle()
    expect(page.history.state).toMatchObject({ layer: 0, other: 'x' })
    page.push()
    page.settle()
    expect(page.history.behind()).toBe(1)
    expectToUnwind(page)
  })

  it('keeps what others have stored with the entry', () => {
    const page = openPage([{ other: 'x' }])
    page.push()
    page.settle()
    expect(page.history.state).toEqual({ other: 'x', layer: 1, layerAt: START + 5 })
  })
})

describe('the client\'s own back', () => {
  function openTwo() {
    const page = openPage()
    page.push()
    page.push()
    page.settle()
    return page
  }

  it('closes one layer in a client that obeys', () => {
    const page = openTwo()
    expect(page.clientBack()).toBe(true)
    page.settle()
    page.wait()
    page.settle()
    expect([page.history.behind(), page.names()]).toEqual([1, [0]])
    expectToUnwind(page)
  })

  it('closes one layer in a client that goes back in the history all the same', () => {
    const page = openTwo()
    page.clientBack()
    page.settle()
    page.history.move(-1)
    page.settle()
    page.wait()
    page.settle()
    expect([page.history.behind(), page.names()]).toEqual([1, [0]])
    expectToUnwind(page)
  })

  it('is left to the client when nothing is open', () => {
    expect(openPage().clientBack()).toBe(false)
  })
})

it('forward opens nothing, and the page is where it was', () => {
  const page = openPage()
  page.push()
  page.settle()
  page.history.move(-1)
  page.settle()
  expect(page.history.ahead()).toBe(1)
  page.history.move(1)
  page.settle()
  expect([page.history.behind(), page.names()]).toEqual([0, []])
})

it('layers and entries agree in any order of events', () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
    const page = openPage()
    for (const next of steps) {
      if (next === 'push') page.push()
      else if (next === 'work') page.work()
      else if (next === 'wait') page.wait()
      else if (next === 'clientBack') page.clientBack()
      else if (next === 'settle') page.settle()
      else if (typeof next === 'object') page.close(next.close)
      // The member does not leave the page.
      else if (next === 'forward' || page.history.behind() > 0) page.history.move(next === 'back' ? -1 : 1)
    }
    expectToUnwind(page)
  }))
})
