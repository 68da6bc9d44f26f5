const FEATURES = /** @type {const} */ ([
  ['oklch()', /\boklch\(/],
  ['color-mix()', /\bcolor-mix\(/],
  [':has()', /:has\(/],
  ['@property', /@property\b/],
])

/** @param {string} prelude what stands before a block */
const isRule = prelude => !/^@|^(?:from|to|[\d.]+%)/.test(prelude.trim())

/**
 * @param {string} css
 * @returns {string[]} what a browser of the floor (Chrome 107, Safari 15.4) does not understand
 */
export function tooNewCss(css) {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/"[^"]*"|'[^']*'/g, '""')
  const found = FEATURES.filter(([, pattern]) => pattern.test(text)).map(([name]) => /** @type {string} */ (name))
  return hasNesting(text) ? [...found, 'nesting'] : found
}

/**
 * A rule inside a rule; inside of @media and the like they are no nesting.
 *
 * @param {string} css
 */
function hasNesting(css) {
  /** @type {boolean[]} whether each open block is a rule's */
  const blocks = []
  for (const [, prelude = '', bracket] of css.matchAll(/([^{};]*)([{};])/g)) {
    if (bracket === '}') blocks.pop()
    if (bracket !== '{') continue
    if (blocks.includes(true)) return true
    blocks.push(isRule(prelude))
  }
  return false
}
