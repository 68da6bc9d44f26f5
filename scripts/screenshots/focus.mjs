/* Each of these functions runs alone in the page: it cannot use anything else of this module. */

/** Puts the focus before the first focusable element of the open dialog, or of the page when no dialog is open. */
export function startOfPage() {
  const start = /** @type {HTMLElement} */ (document.querySelector('dialog[open]') ?? document.body)
  start.tabIndex = -1
  start.focus()
  start.removeAttribute('tabindex')
}

/**
 * The position of the focus, in pixels from the top of the page.
 *
 * @typedef {{
 *   name: string, left: number, right: number, top: number, bottom: number, isFixed: boolean, isAgain: boolean
 * }} Place
 */

/** @returns {Place | undefined} undefined when the focus has left the page or is at the start again */
export function placeOfFocus() {
  const element = document.activeElement
  const order = document.querySelectorAll('[data-walked]').length
  const seen = element?.getAttribute('data-walked')
  if (!element || element === document.body || seen === '0') return undefined
  element.setAttribute('data-walked', seen ?? String(order))
  // A long list makes new elements for rows that come into view again, so its rows are known by their customers.
  const { customer } = /** @type {HTMLElement} */ (element).dataset
  const { dataset } = document.body
  if (customer) dataset.walkedRows = `${dataset.walkedRows ?? ''} ${customer}`
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const scrolled = element.closest('dialog') ? element.closest('.body')?.scrollTop ?? 0 : scrollY
  let isFixed = false
  for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) {
    isFixed ||= ['fixed', 'sticky'].includes(getComputedStyle(at).position) && at.tagName !== 'DIALOG'
  }
  const name = element.outerHTML.slice(0, 100)
  // Tab stops several times inside a date: year, month, day, time and the calendar.
  const isDate = element instanceof HTMLInputElement && ['date', 'datetime-local'].includes(element.type)
  const isInside = isDate && seen === String(order - 1)
  return {
    name,
    left,
    right,
    top: top + scrolled,
    bottom: bottom + scrolled,
    isFixed,
    isAgain: typeof seen === 'string' && !isInside,
  }
}

/** @returns {string[]} problems of the focus ring that the page shows now */
export function focusProblems() {
  const element = /** @type {HTMLElement} */ (document.activeElement)
  const name = element.outerHTML.slice(0, 100)
  /** @param {string} colour */
  const channels = colour => (colour.match(/[\d.]+/g) ?? []).map(Number)
  /** @param {string} colour */
  const luminance = (colour) => {
    const [red = 0, green = 0, blue = 0] = channels(colour).map(value => value / 255)
      .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  /** @param {Element | null} start */
  const groundOf = (start) => {
    for (let at = start; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at)
      if (channels(backgroundColor)[3] !== 0) return backgroundColor
    }
    return 'rgb(255, 255, 255)'
  }
  // A checkbox is inside its label, and a search field inside its frame: these show the ring and receive the click.
  const shown = element.closest('label, .search') ?? element
  const isRinged = [element, shown].some((one) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one)
    if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 1) return false
    if (outlineStyle === 'auto') return true
    const [ring, ground] = [luminance(outlineColor), luminance(groundOf(one.parentElement))]
    return (Math.max(ring, ground) + 0.05) / (Math.min(ring, ground) + 0.05) >= 3
  })
  const { width, height } = shown.getBoundingClientRect()
  // For a link over several lines, check its first line near the beginning: later lines may be hidden.
  const line = shown.getClientRects()[0]
  const hit
    = line
      && document.elementFromPoint(line.left + Math.min(line.width / 2, 24), line.top + Math.min(line.height / 2, 12))
  const isInText = element.tagName === 'A' && getComputedStyle(element).display === 'inline'
  return [
    !isRinged && `no visible focus: ${name}`,
    !(hit && shown.contains(hit)) && `covered: ${name}`,
    !isInText && (width < 24 || height < 24) && `${Math.round(width)} × ${Math.round(height)} pixels: ${name}`,
  ].filter(problem => typeof problem === 'string')
}

/** @returns {string[]} clickable elements that the walk did not reach; resets the record of the walk */
export function missedByTab() {
  const scope = document.querySelector('dialog[open]') ?? document
  const takers = [...scope.querySelectorAll(
    'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea, summary, [onclick]',
  )]
  const rows = document.body.dataset.walkedRows?.split(' ') ?? []
  /**
   * Tab reaches one radio button of a group; arrow keys reach the others.
   *
   * @param {Element} element
   */
  const isReached = element => element.hasAttribute('data-walked') || (element instanceof HTMLInputElement
    && element.type === 'radio' && !!scope.querySelector(`[name="${element.name}"][data-walked]`))
  || rows.includes(element.getAttribute('data-customer') ?? '-')
  const missed = takers.filter(element => !isReached(element) && element.checkVisibility())
  document.querySelectorAll('[data-walked]').forEach(element => element.removeAttribute('data-walked'))
  delete document.body.dataset.walkedRows
  return missed.map(element => `not reached by Tab: ${element.outerHTML.slice(0, 100)}`)
}
