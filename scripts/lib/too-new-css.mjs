const FEATURES = /** @type {const} */ ([
  ['oklch()', /\boklch\(/],
  ['color-mix()', /\bcolor-mix\(/],
  [':has()', /:has\(/],
  ['@property', /@property\b/],
])

/** @param {string} prelude the text before a block */
const isRule = prelude => !/^@|^(?:from|to|[\d.]+%)/.test(prelude.trim())

/**
 * @param {string} css
 * @returns {string[]} features that the oldest supported browsers (Chrome 107, Safari 15.4) do not understand
 */
export function tooNewCss(css) {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/"[^"]*"|'[^']*'/g, '""')
  const found = FEATURES.filter(([, pattern]) => pattern.test(text)).map(([name]) => /** @type {string} */ (name))
  return hasNesting(text) ? [...found, 'nesting'] : found
}

/**
 * Whether a rule is inside another rule. A rule inside @media and similar blocks is not nested.
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
