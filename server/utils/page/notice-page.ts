import { setResponseHeader, setResponseStatus } from 'h3'
import type { H3Event } from 'h3'
import { contentSecurityPolicy, createCspNonce } from './content-security-policy'
import { NOTICES } from './notice-texts'
import type { NoticeKind } from './notice-texts'
import { pageLanguage } from './page-language'

const STYLE = `
:root{color-scheme:light dark;--ground:#fff;--text:#1c2024;--quiet:#5b6470;--accent:#0052d9}
@media(prefers-color-scheme:dark){:root{--ground:#17191c;--text:#e8eaed;--quiet:#a4acb8;--accent:#7fb0ff}}
body{margin:0;padding:48px 20px;background:var(--ground);color:var(--text);font:14px/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:360px;margin:auto}h1{font-size:18px;line-height:1.4;margin:0 0 8px}p{margin:0 0 16px;color:var(--quiet);overflow-wrap:anywhere}
a{display:inline-block;padding:6px 0;color:var(--accent);font-weight:600}small{display:block;margin-top:24px;color:var(--quiet);overflow-wrap:anywhere}`

/**
 * A small page that needs neither Vue nor JavaScript: cheap to answer, and never a dead end. Everything in it is ours;
 * `href` is a path the caller has checked.
 */
export function noticePage(event: H3Event, kind: NoticeKind, { status, href, details = '' }: { status: number, href: string, details?: string }): string {
  const language = pageLanguage(event)
  const [title, text, action] = NOTICES[kind][language]
  const nonce = createCspNonce()
  setResponseStatus(event, status)
  setResponseHeader(event, 'content-type', 'text/html; charset=utf-8')
  setResponseHeader(event, 'content-security-policy', contentSecurityPolicy(nonce))
  const escape = (value: string) => value.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style nonce="${nonce}">${STYLE}</style></head><body><main><h1>${title}</h1><p>${escape(text)}</p><a href="${escape(href)}">${action}</a><small>${escape([kind, details, event.context.requestId].filter(Boolean).join(' · '))}</small></main></body></html>`
}
