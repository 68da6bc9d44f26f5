import { PANEL_PLACES, type PanelPlace } from '#shared/define-panel.ts'
import type { PanelInfo } from '#shared/types/panel.ts'
import type { PanelOrder } from '#shared/types/sections.ts'
import type { AnyPanel } from './panel.ts'

/** What a page knows of the panels before their cards come. */
export type PanelsByPlace = Partial<Record<PanelPlace, PanelInfo[]>>

/** @returns what a page knows of a panel before its card comes */
export const infoOf = ({ id, title, open }: AnyPanel): PanelInfo => ({ id, title, open })

/**
 * @param order what a member has moved. Panels that are not in it are the last, in the order of the configuration
 * @returns the panels by their places; undefined when there are none
 */
export function panelsByPlace(panels: readonly AnyPanel[], order: PanelOrder = {}): PanelsByPlace | undefined {
  const used = PANEL_PLACES.filter(place => panels.some(panel => panel.place === place))
  if (used.length === 0) return undefined
  return Object.fromEntries(used.map((place) => {
    const moved = order[place] ?? []
    const rankOf = ({ id }: AnyPanel) => moved.includes(id) ? moved.indexOf(id) : moved.length
    const sorted = panels.filter(panel => panel.place === place).sort((one, other) => rankOf(one) - rankOf(other))
    return [place, sorted.map(infoOf)]
  }))
}
