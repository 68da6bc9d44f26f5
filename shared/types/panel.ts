import type { PanelProblemCode } from '../panel-problems.ts'
import type { ActionMessage, ShownCard } from './card.ts'
import type { UnionIdMissingReason } from './customer.ts'
import type { KeptDraft } from './draft.ts'

/** Why a panel shows no card. */
export interface PanelProblem {
  code: PanelProblemCode
  /** One English sentence for developers. */
  message: string
  /** With `union_id_missing`. */
  reason?: UnionIdMissingReason
  /** What exactly is wrong, such as the path in the card. Only for admins. */
  detail?: string
}

/** What a page gets of a panel. */
export type PanelLine
  = | { panel: string, card: ShownCard }
    /** The address has a token, which works once, within a minute. */
    | { panel: string, frame: { url: string } }
    | { panel: string, problem: PanelProblem }

/** A line of GET /api/customers/:externalUserId/panels, /api/groups/:chatId/panels, /api/panels. */
export type PanelsLine
  = | PanelLine
    /** The first one of all panels of a group or the workbench: what the member has typed into their forms. */
    | { draft: KeptDraft | null }

/** The body of POST …/panels/:panel/actions/:action. */
export interface PanelActionBody {
  /** Of the action in the card. */
  ticket: string
  /** By the names of the fields. */
  input: Record<string, string>
  /** The same when the member tries again what may have been done: the provider does it once. */
  idempotencyKey: string
}

/** Its answer. */
export type PanelActionResult = { card: ShownCard } | ActionMessage<string> | { problem: PanelProblem }

/** A call of a panel, for its author. */
export interface PanelCall {
  /** ISO 8601. */
  at: string
  kind: 'card' | 'action'
  /** How long it took, milliseconds. */
  ms: number
  /** HTTP status of the answer; absent without an answer. */
  status?: number
  /** Size of the answer, as far as it was read. */
  bytes?: number
  /** Absent when the answer was right. */
  problem?: PanelProblemCode
  /** What exactly is wrong, such as paths in the card. */
  detail?: string
}

/** The last calls of a panel in one process, the newest first. */
export interface PanelCalls extends Pick<PanelInfo, 'id' | 'title'> {
  calls: readonly PanelCall[]
}

/** What a page knows of a panel before its card comes. */
export interface PanelInfo {
  id: string
  title: { zh: string, en: string }
  /** Whether the panel is open until the member folds it. */
  open: boolean
}
