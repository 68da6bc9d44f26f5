import type { GroupNeed, PanelNeed } from '#shared/define-panel.ts'
import type { Language } from '#shared/utils/language.ts'
import type { Theme } from '#shared/utils/theme.ts'
import type { FramePanelConfig, PanelConfig } from '../config/panel.ts'
import type { Trace } from './call-log.ts'

/** What a panel is asked: for a card, or to do an action. An HTTP provider gets it as JSON. */
export interface PanelQuestion {
  version: 1
  panel: string
  action?: { id: string, input: Record<string, string> }
  /** Only what the panel needs; absent in other places. */
  customer?: Partial<Record<PanelNeed, string | readonly string[]>>
  /** Only what the panel needs; absent in other places. */
  group?: Partial<Record<GroupNeed, string | number>>
  member: { userId: string }
  locale: Language
  theme: Theme
}

/** What belongs to one question. */
export interface Asking {
  /** Names an action, so that it is done once; a new one when absent. */
  id?: string
  /** Ends the work, when its answer is of no use any more. It then throws the reason of the signal. */
  signal?: AbortSignal
  trace: Trace
  /**
   * Called before something of the customer leaves the server.
   *
   * @param origin where it goes, when a panel has several
   */
  onHandOver: (origin?: string) => void
}

/** A panel with cards, however it makes them. */
export interface Panel extends Pick<
  PanelConfig, 'id' | 'title' | 'place' | 'needs' | 'cacheSeconds' | 'open' | 'images'
> {
  /** @returns JSON that is not checked yet @throws {PanelFailure} */
  ask(question: PanelQuestion, asking: Asking): Promise<string>
}

/** A panel that is a page of the company, in a frame. */
export type FramePanel = FramePanelConfig

export type AnyPanel = Panel | FramePanel

/** @returns whether the panel has cards */
export const hasCards = (panel: AnyPanel): panel is Panel => 'ask' in panel
