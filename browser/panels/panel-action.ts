import type { CardTone, ShownCard, SubmitAction } from '#shared/types/card.ts'
import type { PanelActionBody, PanelActionResult, PanelProblem } from '#shared/types/panel.ts'
import { ApiError } from '../api/api-error'
import type { Failure } from '../failure'

/** An action that the member has started. */
export interface PanelRun {
  action: SubmitAction<string>
  /** What the member has typed, by the names of the fields. */
  input: Record<string, string>
  /** The same for another try of the same. */
  key: string
}

/** What was typed into the form of an action and is not done yet. */
export interface PanelForm {
  input: Record<string, string>
  /** Of its next run. */
  key: string
}

/** By the ids of the actions. */
export type PanelForms = Readonly<Record<string, PanelForm>>

/** What was typed into one panel and is not done or sent yet. */
export interface PanelTyped {
  forms?: PanelForms
  /** Suggested replies as the member has changed them, by the index of their block. */
  replies?: Readonly<Record<string, string>>
}

/** The last action of a card. */
export type PanelAction
  = | { run: PanelRun, status: 'running' }
    | { run: PanelRun, status: 'done', message?: string, tone?: CardTone }
    | { run: PanelRun, status: 'failed', problem?: PanelProblem, failure?: Failure }

/** What an action changes: the card, or only what is said of the action. */
export interface PanelResult {
  card?: ShownCard
  action: PanelAction
}

/** @returns whether the card is too old for its actions */
export function isOutdated(action: PanelAction): boolean {
  return action.status === 'failed' && action.problem?.code === 'panel_action_outdated'
}

/** @returns what the server gets */
export function bodyOf({ action, input, key }: PanelRun): PanelActionBody {
  return { ticket: action.ticket ?? '', input, idempotencyKey: key }
}

/** @returns what the page shows of an answer. Nothing but an ApiError is expected to fail. */
export async function resultOf(run: PanelRun, answer: Promise<PanelActionResult>): Promise<PanelResult> {
  try {
    const result = await answer
    if ('card' in result) return { card: result.card, action: { run, status: 'done' } }
    if ('message' in result) {
      return { action: { run, status: 'done', message: result.message, tone: result.tone } }
    }
    return { action: { run, status: 'failed', problem: result.problem } }
  }
  catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { action: { run, status: 'failed', failure: error.failure } }
  }
}
