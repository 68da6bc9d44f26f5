import type { LayerHistory } from '../../../../browser/layers/layer-stack.ts'

/** A browser's history of one page. Going takes a while, as in a browser. */
export interface HistoryModel extends LayerHistory {
  /** Entries that "back" passes before it leaves the page. */
  behind: () => number
  ahead: () => number
  /** The member goes back or forward. @returns false when that leaves the page */
  move: (delta: 1 | -1) => boolean
  /** Ends all journeys that have begun. */
  arrive: () => void
}

/** @param states of the entries that are there at the start; the last one is shown */
export function createHistoryModel(onPopState: () => void, states: unknown[] = [null]): HistoryModel {
  let entries = states
  let current = entries.length - 1
  let journeys: number[] = []

  function visit(delta: number): boolean {
    if (!(current + delta in entries)) return false
    current += delta
    onPopState()
    return true
  }

  return {
    get state() {
      return entries[current]
    },
    pushState(state) {
      entries = [...entries.slice(0, current + 1), structuredClone(state)]
      current++
    },
    replaceState(state) {
      entries = entries.with(current, structuredClone(state))
    },
    go: delta => void journeys.push(delta),
    behind: () => current,
    ahead: () => entries.length - 1 - current,
    move: visit,
    arrive() {
      const begun = journeys
      journeys = []
      begun.forEach(visit)
    },
  }
}
