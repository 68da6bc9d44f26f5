import { STYLES_GLOBAL } from '#shared/utils/page-styles.ts'

const LINK = /<link\b(?=[^>]*\brel="stylesheet")[^>]*\bhref="([^"]+)"[^>]*>/
const TEMPLATE = /<(\/?)template\b/g
const STYLE = /<style[^>]*>([\s\S]*?)<\/style>/

/**
 * Lets a page be painted before its style sheet is here. The rules that its HTML needs are put into it, and a script
 * fetches the sheet, so that neither the outline nor the first script waits for it. Nuxt's `features.inlineStyles`
 * needs a sheet for each component; ours share one (nuxt.config.ts).
 *
 * @param html a page with one link to a style sheet
 * @param styleSheet all rules
 * @param nonce of the page's policy
 */
export async function inlineStyles(html: string, styleSheet: string, nonce: string): Promise<string> {
  const [link, href] = LINK.exec(html) ?? []
  if (!link || !href || !styleSheet) return html
  // Loaded here, because a server needs it only for its first pages.
  const { default: Beasties } = await import('beasties')
  // Some templates are shown when files do not come. Then the sheet may be missing, too.
  const whole = html.replace(link, () => `<style>${styleSheet}</style>`).replace(TEMPLATE, '<$1div')
  const beasties = new Beasties({
    pruneSource: false, reduceInlineStyles: true, logLevel: 'silent',
    // It does not compare rules with the root element itself, which has the theme.
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
