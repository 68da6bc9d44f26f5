import type { EditAction } from '#shared/types/card.ts'
import type { Failure } from '../failure'

/** How an action with tags or the remark stands; when it has become an edit of the member, that has its own state. */
export type EditingState
  = | { status: 'running' | 'unchanged' }
    /** The company has no such tag, or several groups have one of this name. */
    | { status: 'unknown', name: string }
    | { status: 'failed', failure: Failure }

export type PanelEditing = { action: string } & EditingState

/** What actions of a panel can edit of its customer. */
export interface PanelEdits {
  /** Whether each can be done now. */
  can: Record<EditAction['kind'], boolean>
  /** The last action with tags or the remark. */
  editing?: PanelEditing
}
