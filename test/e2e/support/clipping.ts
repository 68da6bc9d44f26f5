import type { Page } from 'playwright-core'

const SPACING = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }'

/** Spaces the page's texts as wide as a reader may ask for (WCAG 1.4.12). */
export function spaceText(page: Page): Promise<void> {
  return page.evaluate((css) => {
    // The page's policy lets no other style sheet in.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
  }, SPACING)
}

/** Makes every word of the page 40 % longer, as another language might. */
export function lengthenWords(page: Page): Promise<void> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      const text = node.data.trim()
      const isOurs = text && !node.parentElement!.closest('bdi, code, script, style, textarea, .avatar, time')
      if (isOurs) node.data = node.data.replace(text, `${text} ${'ëñ'.repeat(Math.ceil(text.length * 0.2))}`)
    }
  })
}

/**
 * @returns texts of ours that are cut off, stick out of their box or of the window. Names and ids, in `bdi` and `code`,
 * may end in an ellipsis, if they do end there.
 */
export function clippedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const holdsText = (element: Element) => [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent!.trim())
    const problems: string[] = []
    for (const element of document.querySelectorAll<HTMLElement>('.clamped')) {
      const { webkitLineClamp, lineHeight, paddingTop, paddingBottom } = getComputedStyle(element)
      const allowed = Number(webkitLineClamp) * Number.parseFloat(lineHeight) + Number.parseFloat(paddingTop) + Number.parseFloat(paddingBottom) + 2
      if (element.clientHeight > allowed) problems.push(`goes on after its ellipsis: ${element.outerHTML.slice(0, 120)}`)
    }
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const isHidden = element.getClientRects().length === 0 || element.closest('.visually-hidden, .avatar, script, style')
      if (isHidden || !holdsText(element) || element.closest('bdi, code, textarea')) continue
      const { left, right } = element.getBoundingClientRect()
      const { display } = getComputedStyle(element)
      const isCut = display !== 'inline' && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2)
      if (left < -1 || right > innerWidth + 1) problems.push(`out of the window: ${element.outerHTML.slice(0, 120)}`)
      else if (isCut) problems.push(`cut off: ${element.outerHTML.slice(0, 120)}`)
    }
    return problems
  })
}
