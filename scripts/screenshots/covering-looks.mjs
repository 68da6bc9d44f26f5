import { LANGUAGES, WIDTHS } from './looks.mjs'

/** @typedef {import('./looks.mjs').Look} Look */

/**
 * All looks in pairs: one language, both themes, two widths. A loaded page can change from one look of a pair to the
 * other.
 *
 * @type {[Look, Look][]}
 */
const PAIRS = WIDTHS.flatMap((width, i) => LANGUAGES.map(language => /** @type {[Look, Look]} */ ([
  { language, theme: 'light', width }, { language, theme: 'dark', width: WIDTHS[(i + 1) % WIDTHS.length] },
])))

/**
 * Chooses two looks for each screen when there is no time for all twelve. Screens of one kind share most of their
 * parts, so each screen of a kind takes the next two looks: six screens of a kind cover all looks.
 *
 * @template {{ name: string }} Screen
 * @param {Screen[]} screens the kind of a screen is the first word of its name
 * @returns {{ screen: Screen, looks: [Look, Look] }[]} in the order of the screens
 */
export function coveringLooks(screens) {
  /** @type {Map<string, number>} */
  const turns = new Map()
  return screens.map((screen) => {
    const kind = screen.name.replace(/-.*/, '')
    // Each kind begins at another look, so that kinds with few screens cover different looks.
    const turn = turns.get(kind) ?? turns.size
    turns.set(kind, turn + 1)
    return { screen, looks: /** @type {[Look, Look]} */ (PAIRS[turn % PAIRS.length]) }
  })
}
