const INJECT_PATH = '/__wecom/inject.js'

/**
 * Puts the emulated client's script first into `<head>`. A real client is in the page from its first byte, so the
 * script is not fetched, unless the page's policy could forbid that.
 *
 * @param nonce of the page's CSP, if it has one
 * @param script the source
 */
export function insertScript(html: string, nonce: string | undefined, script: string): string {
  const tag = nonce === undefined
    ? `<script src="${INJECT_PATH}"></script>`
    : `<script nonce="${nonce}">${script.replaceAll('</', '<\\/')}</script>`
  const head = /<head(\s[^>]*)?>/i.exec(html) ?? /<html(\s[^>]*)?>/i.exec(html) ?? /<!doctype[^>]*>/i.exec(html)
  const at = head ? head.index + head[0].length : 0
  return html.slice(0, at) + tag + html.slice(at)
}

/** Replaces the avatars in the HTML: the parser loads them before the script can replace them. */
export function localAvatars(html: string): string {
  return html.replace(
    /(<img\b[^>]*\ssrc=["'])https?:\/\/[\w.-]+\.(?:qlogo|qpic)\.cn\/(?:[^"'?#]*\/)?([^"'/?#]+)\/[^"'/]*(?=["'])/gi,
    '$1/__wecom/avatar/$2.svg',
  )
}

/** The nonce that a content security policy allows for scripts. */
export function scriptNonce(policy: string | undefined): string | undefined {
  const directives = (policy ?? '').split(/[;,]/).map(directive => directive.trim())
  const scripts = directives.find(directive => /^script-src(-elem)?\s/.test(directive))
    ?? directives.find(directive => directive.startsWith('default-src '))
  return /'nonce-([^']+)'/.exec(scripts ?? '')?.[1]
}

/** Lets the shell frame the page. A real webview is no frame, so the tested app loses no protection. */
export function allowFraming(policy: string, shellOrigin: string): string {
  return policy.replace(/frame-ancestors([^;,]*)/g, (_, sources: string) => {
    const kept = sources.trim().split(/\s+/).filter(source => source !== '' && source !== '\'none\'')
    return ['frame-ancestors', ...kept, shellOrigin].join(' ')
  })
}
