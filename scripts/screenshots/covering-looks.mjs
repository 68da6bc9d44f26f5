import { LANGUAGES, WIDTHS } from './looks.mjs'

/** @typedef {import('./looks.mjs').Look} Look */

/**
 * All looks, two by two: one language, both themes, two widths. A page that stands can change from one to the other.
 *
 * @type {[Look, Look][]}
 */
const PAIRS = WIDTHS.flatMap((width, i) => LANGUAGES.map(language => /** @type {[Look, Look]} */ ([
  { language, theme: 'light', width }, { language, theme: 'dark', width: WIDTHS[(i + 1) % WIDTHS.length] },
])))

/**
 * Chooses the looks in which screens are examined when there is no time for all twelve: two for each. Screens of one kind
 * share most of their parts, so each of them takes the next two looks: six of a kind meet all.
 *
 * @template {{ name: string }} Screen
 * @param {Screen[]} screens their kind is the first word of their name
 * @returns {{ screen: Screen, looks: [Look, Look] }[]} in the order of the screens
 */
export function coveringLooks(screens) {
  /** @type {Map<string, number>} */
  const turns = new Map()
  return screens.map((screen) => {
    const kind = screen.name.replace(/-.*/, '')
    // Kinds of few screens begin at different looks.
    const turn = turns.get(kind) ?? turns.size
    turns.set(kind, turn + 1)
    return { screen, looks: /** @type {[Look, Look]} */ (PAIRS[turn % PAIRS.length]) }
  })
}
