import type { PanelTagging } from './panel-tags'

/** What actions of a panel can edit of its customer. */
export interface PanelEdits {
  canTag: boolean
  canRemind: boolean
  /** The last action with tags. */
  tagging?: PanelTagging
}
