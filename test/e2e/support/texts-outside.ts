import type { Page } from 'playwright-core'

/**
 * Finds visible texts that go beyond their field or beyond the window.
 *
 * @returns one line for each text
 */
export function textsOutside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const FIELD = 'h1, h2, dt, dd, li, label, legend, button, header, section'
    const clips = (element: Element) => getComputedStyle(element).overflowX !== 'visible'
    const boxOf = (element: Element) => element.getBoundingClientRect()

    return [...document.querySelectorAll('main bdi, main code')].flatMap((text) => {
      const field = text.parentElement!.closest(FIELD)!
      const range = document.createRange()
      range.selectNodeContents(text)
      let { left, right, top, bottom } = range.getBoundingClientRect()
      for (let parent: Element | null = text; parent && parent !== document.body; parent = parent.parentElement) {
        if (!clips(parent)) continue
        const clip = boxOf(parent)
        left = Math.max(left, clip.left)
        right = Math.min(right, clip.right)
        top = Math.max(top, clip.top)
        bottom = Math.min(bottom, clip.bottom)
      }
      const box = boxOf(field)
      const isInside
        = right <= left
          || bottom <= top
          || (left >= box.left - 1
            && right <= Math.min(box.right, innerWidth) + 1
            && top >= box.top - 2
            && bottom <= box.bottom + 2)
      if (isInside) return []
      const place = [left, right, top, bottom].map(Math.round).join()
      const frame = [box.left, box.right, box.top, box.bottom].map(Math.round).join()
      const start = JSON.stringify(text.textContent.slice(0, 60))
      return [`${field.tagName} ${field.className}: ${start} ${place} in ${frame}`]
    })
  })
}
