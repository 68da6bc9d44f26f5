import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { LANGUAGES, THEMES, WIDTHS } from './looks.mjs'

const STYLE = 'body{margin:0;padding:12px;background:#8a8f98;font:14px sans-serif}'
  + '.row{display:flex;gap:12px;align-items:flex-start;margin-bottom:12px}img{display:block;box-shadow:0 0 0 1px #555}'
  + 'h2{margin:0 0 8px}a{color:#000}'

/**
 * @param {string} screen name
 * @param {'zh' | 'en'} language
 */
function rows(screen, language) {
  const images = THEMES.map(theme =>
    WIDTHS.map(width => `<img src="${screen}-${language}-${theme}-${width}.png">`).join(''),
  )
  return images.map(row => `<div class="row">${row}</div>`).join('')
}

/**
 * Combines the pictures: `index.html` has all of them, and each screen and language gets one picture made of its six.
 *
 * @param {import('./camera.mjs').Studio} studio
 * @param {string[]} screens names
 */
export async function makeContactSheets({ browser, folder }, screens) {
  const page = await browser.newPage({
    viewport: { width: WIDTHS.reduce((sum, width) => sum + width + 12, 12), height: 800 },
  })
  for (const screen of screens) {
    for (const language of LANGUAGES) {
      const file = join(folder, `sheet-${screen}-${language}.html`)
      writeFileSync(file, `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${rows(screen, language)}`)
      await page.goto(pathToFileURL(file).href)
      await page.screenshot({ path: file.replace(/html$/, 'png'), fullPage: true })
    }
  }
  await page.close()
  const all = screens.map(
    screen =>
      `<h2 id="${screen}"><a href="#${screen}">${screen}</a></h2>`
      + LANGUAGES.map(language => rows(screen, language)).join(''),
  )
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><meta charset="utf-8"><title>Screens</title><style>${STYLE}</style>${all.join('\n')}`,
  )
}
