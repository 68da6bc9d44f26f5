import { shallowRef, type Ref } from 'vue'
import type { KeptDraft } from '#shared/types/draft.ts'
import type { ShownCard } from '#shared/types/card.ts'
import type { PanelLine, PanelProblem } from '#shared/types/panel.ts'
import { ApiError } from '../api/api-error'
import type { Failure } from '../failure'
import { bodyOf, isOutdated, resultOf, type PanelAction, type PanelRun } from './panel-action'
import type { RequestPanels } from './panel-lines'
import type { RunAction } from './run-action'

/** After this time a panel says that it still waits, in milliseconds. */
export const SLOW = 2_000
/** After this time a panel is given up, in milliseconds. */
export const LATE = 5_000

/** What is known of one panel. */
export type PanelState
  = | { status: 'loading', isSlow: boolean }
    | { status: 'ready', card: ShownCard, action?: PanelAction }
    /** A page of the company, whose address works once. */
    | { status: 'framed', url: string }
    /** The panel says why it has no card, or nothing came at all. */
    | { status: 'failed', problem?: Pick<PanelProblem, 'code' | 'reason' | 'detail'>, failure?: Failure }

/** The panels of what is on the screen: a customer, a group, or the workbench. */
export interface PanelsOfSubject {
  /** Of the API: each subject has its own. */
  path: string
  /** By the id of the panel. */
  panels: Readonly<Record<string, PanelState>>
}

export interface ShownPanelsOptions {
  /** Ids of all panels. */
  ids: readonly string[]
  request: RequestPanels
  runAction: RunAction
  /** Resolves when the subject is painted. */
  painted: () => Promise<void>
  /** Called when the server tells what the member has typed into the forms of this subject, or that it is nothing. */
  onDraft: (path: string, draft?: KeptDraft) => void
}

export interface ShownPanels {
  state: Readonly<Ref<PanelsOfSubject | undefined>>
  /** Shows the panels at this path, and at no other from now on. */
  show: (path: string) => Promise<void>
  /** Asks again for one panel on the screen, which has no card. */
  retry: (panel: string) => Promise<void>
  /** Runs an action of the card on the screen; ignored while another one of its panel runs. */
  act: (panel: string, run: PanelRun) => Promise<void>
  /** Shows nothing and ends what is running. */
  clear: () => void
}

function stateOf(line: PanelLine): PanelState {
  if ('card' in line) return { status: 'ready', card: line.card }
  return 'frame' in line
    ? { status: 'framed', url: line.frame.url }
    : { status: 'failed', problem: line.problem }
}

/** Loads all panels of one subject at a time by one request. A late line of another subject is dropped. */
export function createShownPanels({ ids, request, runAction, painted, onDraft }: ShownPanelsOptions): ShownPanels {
  const state = shallowRef<PanelsOfSubject>()
  const running = new Set<AbortController>()

  function clear(): void {
    for (const controller of running) controller.abort()
    running.clear()
    state.value = undefined
  }

  /** Changes the panels that still wait. */
  function settle(panels: readonly string[], to: PanelState): void {
    if (!state.value) return
    const waiting = panels.filter(id => state.value!.panels[id]?.status === 'loading')
    state.value = {
      ...state.value, panels: { ...state.value.panels, ...Object.fromEntries(waiting.map(id => [id, to])) },
    }
  }

  async function load(path: string, panels: readonly string[], only?: string): Promise<void> {
    const controller = new AbortController()
    running.add(controller)
    const { signal } = controller
    const late: PanelState = { status: 'failed', problem: { code: 'panel_late' } }
    await painted()
    if (signal.aborted) return
    const timers = [
      setTimeout(() => settle(panels, { status: 'loading', isSlow: true }), SLOW),
      setTimeout(() => {
        settle(panels, late)
        controller.abort()
      }, LATE),
    ]
    signal.addEventListener('abort', () => timers.forEach(clearTimeout))
    try {
      await request({ path, panel: only, signal }, (line) => {
        if (signal.aborted) return
        if ('draft' in line) onDraft(path, line.draft ?? undefined)
        else settle([line.panel], stateOf(line))
      })
      if (!signal.aborted) settle(panels, late)
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (!signal.aborted) settle(panels, { status: 'failed', failure: error.failure })
    }
    finally {
      running.delete(controller)
      controller.abort()
    }
  }

  function change(panel: string, to: PanelState): void {
    state.value = { ...state.value!, panels: { ...state.value!.panels, [panel]: to } }
  }

  /** Brings a newer card, with newer tickets, in place of one that stays until then, and if there is none. */
  async function renew(path: string, panel: string): Promise<void> {
    const controller = new AbortController()
    running.add(controller)
    const { signal } = controller
    const old = state.value!.panels[panel]!
    const timer = setTimeout(() => controller.abort(), LATE)
    try {
      await request({ path, panel, signal }, (line) => {
        const now = state.value?.panels[panel]
        if (signal.aborted || !('card' in line) || line.panel !== panel) return
        // An action may have brought a newer card meanwhile.
        if (now?.status === 'ready' && old.status === 'ready' && now.card === old.card) {
          change(panel, { ...now, card: line.card })
        }
      })
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
    finally {
      clearTimeout(timer)
      running.delete(controller)
    }
  }

  return {
    state,
    async show(path) {
      if (state.value?.path === path) return
      clear()
      const loading = ids.map(id => [id, { status: 'loading', isSlow: false }] as const)
      state.value = { path, panels: Object.fromEntries(loading) }
      await load(path, ids)
    },
    async retry(panel) {
      const status = state.value?.panels[panel]?.status
      if (!state.value || (status !== 'failed' && status !== 'framed')) return
      change(panel, { status: 'loading', isSlow: false })
      await load(state.value.path, [panel], panel)
    },
    async act(panel, run) {
      const shown = state.value
      const before = shown?.panels[panel]
      if (before?.status !== 'ready' || before.action?.status === 'running') return
      // It is done also when the member opens something else; then its result is dropped.
      const controller = new AbortController()
      running.add(controller)
      change(panel, { ...before, action: { run, status: 'running' } })
      const { path } = shown!
      const { card, action } = await resultOf(run, runAction(path, panel, run.action.id, bodyOf(run)))
      if (controller.signal.aborted) return
      running.delete(controller)
      const now = state.value?.panels[panel]
      change(panel, { status: 'ready', card: card ?? (now?.status === 'ready' ? now.card : before.card), action })
      if (isOutdated(action)) await renew(path, panel)
    },
    clear,
  }
}
