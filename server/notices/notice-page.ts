import { setResponseHeader, setResponseStatus } from 'h3'
import type { H3Event } from 'h3'
import { contentSecurityPolicy, createCspNonce } from '../http/content-security-policy.ts'
import { escapeHtml } from './escape-html.ts'
import { NOTICE_SCRIPT } from './notice-script.ts'
import { NOTICE_STYLE } from './notice-style.ts'
import { noticeOf } from './notices.ts'
import type { NoticeKind } from './notices.ts'
import { pageLanguage, pageTheme } from '../http/page-preferences.ts'
import { WORDS } from './words.ts'

/** How a notice is answered. */
export interface NoticeAnswer {
  status: number
  /** The way out: a path that the caller has checked. */
  href: string
  /** One English sentence more, for whoever is told the details. */
  message?: string
  /** The server's advice; only for admins. */
  hint?: string
  /** Before that it is not tried again. */
  retryAfterSeconds?: number
}

/**
 * A small page that needs neither Vue nor JavaScript: cheap to answer, and never a dead end. It owes its reader what a
 * failure screen of the app does: cause, who can mend it, one action, and what to pass on.
 */
export function noticePage(event: H3Event, kind: NoticeKind, { status, href, message, hint, retryAfterSeconds = 0 }: NoticeAnswer): string {
  const language = pageLanguage(event)
  const theme = pageTheme(event)
  const { failure, copied, copyFailed } = WORDS[language]
  const { title, cause, fixer, action, adminHint, passes } = noticeOf(kind, language, event.context.member?.admin ?? false)
  const advice = hint ?? adminHint
  const nonce = createCspNonce()
  setResponseStatus(event, status)
  setResponseHeader(event, 'content-type', 'text/html; charset=utf-8')
  setResponseHeader(event, 'content-security-policy', contentSecurityPolicy(nonce))
  if (retryAfterSeconds > 0) setResponseHeader(event, 'retry-after', retryAfterSeconds)

  const details = [[failure.code, kind], [failure.requestId, event.context.requestId], [failure.serverMessage, message]] as const
  const rows = details.map(([label, value]) => value && `<div><dt>${label}: </dt><dd>${escapeHtml(value)}</dd></div>`)
  return [
    `<!doctype html><html lang="${language}"${theme ? ` data-theme="${theme}"` : ''}><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">`,
    `<title>${title}</title><style nonce="${nonce}">${NOTICE_STYLE}</style></head><body>`,
    `<main${passes ? ` data-again="${escapeHtml(href)}" data-after="${retryAfterSeconds}"` : ''}>`,
    `<h1>${title}</h1><p>${escapeHtml(cause)}</p><p class="fixer">${escapeHtml(fixer)}</p>`,
    passes && `<p>${failure.retriesItself}</p>`,
    advice && `<p class="hint"><strong>${failure.adminHint}</strong> ${escapeHtml(advice)}</p>`,
    `<a class="action" href="${escapeHtml(href)}">${action}</a>`,
    `<details><summary>${failure.details} <code>${kind}</code></summary><dl>`, ...rows,
    `</dl><button type="button" hidden data-copied="${copied}" data-failed="${copyFailed}">${failure.copyDetails}</button> `,
    `<span role="status"></span></details></main><script type="module" nonce="${nonce}">${NOTICE_SCRIPT}</script></body></html>`,
  ].filter(Boolean).join('')
}
