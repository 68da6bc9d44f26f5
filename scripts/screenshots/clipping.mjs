/** @typedef {import('playwright-core').Page} Page */

const SPACING = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }'
  + ' p { margin-bottom: 2em !important }'

/**
 * Gives the page's texts the widest spacing that WCAG 1.4.12 requires a page to support.
 *
 * @param {Page} page
 */
export function spaceText(page) {
  return page.evaluate((css) => {
    // The page's content security policy allows no other style sheet.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
  }, SPACING)
}

/**
 * Makes every word of the page 40 % longer, because another language may need that.
 *
 * @param {Page} page
 */
export function lengthenWords(page) {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const data = node.nodeValue ?? ''
      const text = data.trim()
      const isOurs = text && !node.parentElement?.closest('bdi, code, script, style, textarea, .avatar, time')
      if (isOurs) node.nodeValue = data.replace(text, `${text} ${'ëñ'.repeat(Math.ceil(text.length * 0.2))}`)
    }
  })
}

/**
 * @param {Page} page
 * @returns {Promise<number>} how many pixels the page is wider than its window
 */
export function horizontalOverflow(page) {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth))
}

/**
 * @param {Page} page
 * @returns {Promise<string[]>} our texts that are cut off, or that overflow their box or the window. Names and ids
 * (`bdi` and `code`) may end in an ellipsis, if they really end there.
 */
export function clippedTexts(page) {
  return page.evaluate(() => {
    /** @param {Element} element */
    const holdsText = element =>
      [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim())
    /** @type {string[]} */
    const problems = []
    for (const element of document.querySelectorAll('.clamped')) {
      const { webkitLineClamp, lineHeight, paddingTop, paddingBottom } = getComputedStyle(element)
      const padding = Number.parseFloat(paddingTop) + Number.parseFloat(paddingBottom)
      const allowed = Number(webkitLineClamp) * Number.parseFloat(lineHeight) + padding + 2
      if (element.clientHeight > allowed) {
        problems.push(`continues after its ellipsis: ${element.outerHTML.slice(0, 120)}`)
      }
    }
    for (const element of document.querySelectorAll('body *')) {
      const isHidden
        = element.getClientRects().length === 0 || element.closest('.visually-hidden, .avatar, script, style')
      if (isHidden || !holdsText(element) || element.closest('bdi, code, textarea')) continue
      const { left, right } = element.getBoundingClientRect()
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
      const isCut
        = getComputedStyle(element).display !== 'inline'
          && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 2)
      if (left < -1 || right > innerWidth + 1) problems.push(`out of the window: ${element.outerHTML.slice(0, 120)}`)
      else if (isCut) problems.push(`cut off: ${element.outerHTML.slice(0, 120)}`)
    }
    return problems
  })
}
