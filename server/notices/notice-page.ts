import { setResponseHeader, setResponseStatus } from 'h3'
import type { H3Event } from 'h3'
import { adminMessage, TELL_ADMIN_TEXTS } from '../../i18n/tell-admin-texts.ts'
import { contentSecurityPolicy, createCspNonce } from '../http/content-security-policy.ts'
import { pageLanguage, pageTheme } from '../http/page-preferences.ts'
import { siteOriginOf } from '../http/site-origin.ts'
import { copyButton } from './copy-button.ts'
import { escapeHtml } from './escape-html.ts'
import { NOTICE_SCRIPT } from './notice-script.ts'
import { NOTICE_PICTURE, NOTICE_STYLE } from './notice-style.ts'
import { noticeOf } from './notices.ts'
import type { NoticeKind } from './notices.ts'
import { WORDS } from './words.ts'

/** What a notice page has besides its texts. */
export interface NoticeAnswer {
  status: number
  /** The path of the link; the caller has checked it. Without it there is no link. */
  href?: string | undefined
  /** One English sentence more, for the details. */
  message?: string
  /** Where the errcode in the message is explained. The details are then open. */
  lookUp?: string
  /** The server's advice; only for admins. */
  hint?: string
  /** The page does not reload itself before this time. */
  retryAfterSeconds?: number
}

/**
 * Makes a small page that needs neither Vue nor JavaScript, so it is cheap and always works. It has the parts of the
 * app's failure screens: the cause, who can fix it, one action, and details to report.
 *
 * @returns the HTML; status and headers are set on the event
 */
export function noticePage(event: H3Event, kind: NoticeKind, answer: NoticeAnswer): string {
  const { status, href, message, lookUp, hint, retryAfterSeconds = 0 } = answer
  const language = pageLanguage(event)
  const theme = pageTheme(event)
  const { failure } = WORDS[language]
  const isAdmin = event.context.member?.admin ?? false
  const { title, cause, fixer, action, adminHint, passes, told } = noticeOf(kind, language, isAdmin)
  const advice = hint ?? adminHint
  const nonce = createCspNonce()
  setResponseStatus(event, status)
  setResponseHeader(event, 'content-type', 'text/html; charset=utf-8')
  setResponseHeader(event, 'content-security-policy', contentSecurityPolicy(nonce))
  if (retryAfterSeconds > 0) setResponseHeader(event, 'retry-after', retryAfterSeconds)

  const texts = TELL_ADMIN_TEXTS[language]
  const forAdmin = told && adminMessage(texts, {
    ...told,
    title,
    code: kind,
    requestId: `${failure.requestId}${texts.colon}${event.context.requestId}`,
    time: new Date().toISOString(),
    origin: siteOriginOf(event),
  })

  const details = [
    [failure.code, kind],
    [failure.requestId, event.context.requestId],
    [failure.serverMessage, message],
    [failure.lookUp, lookUp],
  ] as const
  const rows = details.map(([label, value]) =>
    value && `<div><dt>${label}${texts.colon}</dt><dd>${escapeHtml(value)}</dd></div>`)
  return [
    `<!doctype html><html lang="${language}"${theme ? ` data-theme="${theme}"` : ''}><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">`,
    `<title>${title}</title><style nonce="${nonce}">${NOTICE_STYLE}</style></head><body>`,
    `<main${passes && href ? ` data-again="${escapeHtml(href)}" data-after="${retryAfterSeconds}"` : ''}>`,
    `${NOTICE_PICTURE}<h1>${title}</h1><p>${escapeHtml(cause)}</p>`,
    fixer && `<p class="fixer">${escapeHtml(fixer)}</p>`,
    passes && `<p>${failure.retriesItself}</p>`,
    advice && `<p class="hint"><strong>${failure.adminHint}</strong> ${escapeHtml(advice)}</p>`,
    href && `<a class="action" href="${escapeHtml(href)}">${action}</a>`,
    forAdmin && `<p>${copyButton(language, texts.copy, forAdmin)}</p>`,
    `<details${lookUp ? ' open' : ''}><summary>${failure.details}</summary><dl>`, ...rows,
    `</dl>${copyButton(language, failure.copyDetails)}</details></main>`,
    `<script type="module" nonce="${nonce}">${NOTICE_SCRIPT}</script></body></html>`,
  ].filter(Boolean).join('')
}
