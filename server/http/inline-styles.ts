import { STYLES_GLOBAL } from '#shared/utils/page-styles.ts'

const LINK = /<link\b(?=[^>]*\brel="stylesheet")[^>]*\bhref="([^"]+)"[^>]*>/
const TEMPLATE = /<(\/?)template\b/g
const STYLE = /<style[^>]*>([\s\S]*?)<\/style>/

/**
 * Lets a page be painted before its style sheet is here. The rules that its HTML needs are put into it, and a script
 * fetches the sheet, so that neither the outline nor the first script waits for it.
 *
 * @param html a page with one link to a style sheet
 * @param styleSheet all rules
 * @param nonce of the page's policy
 */
export async function inlineStyles(html: string, styleSheet: string, nonce: string): Promise<string> {
  const [link, href] = LINK.exec(html) ?? []
  if (!link || !href || !styleSheet) return html
  // It takes much longer to load than to use, and is used once for each look.
  const { default: Beasties } = await import('beasties')
  // A template is shown when the files do not come, so the sheet may be missing, too.
  const whole = html.replace(link, () => `<style>${styleSheet}</style>`).replace(TEMPLATE, '<$1div')
  const beasties = new Beasties({
    pruneSource: false, reduceInlineStyles: true, logLevel: 'silent',
    // It looks below the root element only.
    allowRules: [/^\[data-theme/],
  })
  const pruned = await beasties.process(whole)
  const rules = STYLE.exec(pruned)?.[1] ?? ''
  return html.replace(link, () => [
    `<style nonce="${nonce}">${rules}</style>`, `<script nonce="${nonce}">${fetchScript(href)}</script>`,
  ].join(''))
}

/** A link that a script makes stops neither the drawing nor other scripts. ES5, as in server/notices/unloaded.ts. */
function fetchScript(href: string): string {
  return `window.${STYLES_GLOBAL} = new Promise(function (resolve) {
var link = document.createElement('link')
link.rel = 'stylesheet'
link.crossOrigin = ''
link.href = ${JSON.stringify(href)}
link.onload = link.onerror = resolve
document.head.appendChild(link)
})`
}
