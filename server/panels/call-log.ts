import type { PanelCall } from '#shared/types/panel.ts'
import type { Clock } from '../upstream/clock.ts'
import { PanelFailure } from './panel-failure.ts'

/** Of each panel, the last so many calls are kept: enough to see what an author has just tried. */
const KEPT = 20

/** What is known of an answer while it comes. */
export type Trace = (seen: Pick<PanelCall, 'status' | 'bytes'>) => void

/** The last calls of each panel, in the memory of this process. They hold nothing of a customer and no URL. */
export interface CallLog {
  /**
   * Runs a call, and keeps how it went. A call that ended because its page had gone is not kept.
   *
   * @param work gets a function for what it learns of the answer
   */
  follow<T>(panel: string, kind: PanelCall['kind'], work: (trace: Trace) => Promise<T>): Promise<T>
  /** The newest first. */
  of(panel: string): readonly PanelCall[]
}

export function createCallLog({ wall, monotonic }: Pick<Clock, 'wall' | 'monotonic'>): CallLog {
  const calls = new Map<string, PanelCall[]>()
  const of = (panel: string) => calls.get(panel) ?? []
  return {
    of,
    async follow(panel, kind, work) {
      const at = new Date(wall()).toISOString()
      const began = monotonic()
      let seen: Parameters<Trace>[0] = {}
      function keep({ code, detail }: Partial<PanelFailure> = {}): void {
        const call = { at, kind, ms: Math.round(monotonic() - began), ...seen, problem: code, detail }
        calls.set(panel, [call, ...of(panel)].slice(0, KEPT))
      }
      try {
        const answer = await work(more => seen = { ...seen, ...more })
        keep()
        return answer
      }
      catch (error) {
        if (error instanceof PanelFailure) keep(error)
        throw error
      }
    },
  }
}
