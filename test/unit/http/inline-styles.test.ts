import { expect, it } from 'vitest'
import { inlineStyles } from '../../../server/http/inline-styles.ts'

const SHEET = [
  ':root{--text:#111}', '.bar{color:var(--text)}', '.card{color:red}', '[data-theme=dark]{--text:#eee}',
  '@media (pointer:coarse){.bar{height:44px}.card{height:9px}}', '.unloaded h1{margin:0}',
].join('')
const LINK = '<link nonce="n" rel="stylesheet" href="/_nuxt/style.1.css" crossorigin>'
const page = (head: string) => `<!DOCTYPE html><html data-theme="dark"><head>${head}<title>a &amp; b</title></head>`
  + '<body><div id="__nuxt"><!--[--><p class="bar" data-v-1></p><!--]--></div>'
  + '<template><main class="unloaded"><h1>$&</h1></main></template></body></html>'

it('puts the rules of what the page shows or may show into it, and has the sheet fetched', async () => {
  const html = await inlineStyles(page(LINK), SHEET, 'n')
  const [, rules = ''] = /<style nonce="n">(.*?)<\/style>/.exec(html)!
  for (const kept of [':root', '[data-theme=dark]', 'height:44px', '.unloaded h1']) expect(rules).toContain(kept)
  expect(rules).not.toContain('.card')
  expect(html).toContain('link.href = "/_nuxt/style.1.css"')
  expect(html).not.toContain('rel="stylesheet"')
})

it('changes nothing else', async () => {
  const html = await inlineStyles(page(LINK), SHEET, 'n')
  expect(html.replace(/<style.*<\/style><script.*?<\/script>/s, LINK)).toBe(page(LINK))
})

it('leaves a page without style sheet, and a server without its text, as they are', async () => {
  expect(await inlineStyles(page(''), SHEET, 'n')).toBe(page(''))
  expect(await inlineStyles(page(LINK), '', 'n')).toBe(page(LINK))
})
