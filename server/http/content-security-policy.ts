import { randomBytes } from 'node:crypto'
import { DRAWN_POLICY } from '#shared/utils/drawn-policy.ts'

/** For answers that are not pages: nothing may run or be framed. */
export const API_CONTENT_SECURITY_POLICY = [
  'default-src \'none\'',
  'frame-ancestors \'none\'',
  'base-uri \'none\'',
  'form-action \'none\'',
].join('; ')

/** 128 random bits, new for each page. */
export function createCspNonce(): string {
  return randomBytes(16).toString('base64')
}

/** Origins that a page shows for panels. */
export interface PanelOrigins {
  images: readonly string[]
  frames: readonly string[]
}

/** For pages: scripts of ours by nonce; images from us, from WeChat's avatar hosts and of panels; frames of panels. */
export function contentSecurityPolicy(
  nonce: string, { images, frames }: PanelOrigins = { images: [], frames: [] },
): string {
  return [
    'default-src \'none\'',
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    // Vite's dev server adds styles from JavaScript, without a nonce.
    import.meta.dev ? 'style-src \'self\' \'unsafe-inline\'' : `style-src 'self' 'nonce-${nonce}'`,
    ['img-src \'self\' data: https://*.qlogo.cn https://*.qpic.cn', ...images].join(' '),
    // Older phones reach the client by frames of these schemes; a frame of any other address stays blocked.
    ['frame-src weixin: wxwork:', ...frames].join(' '),
    'connect-src \'self\'',
    'worker-src \'none\'',
    'font-src \'self\'',
    'base-uri \'none\'',
    'form-action \'none\'',
    'frame-ancestors \'none\'',
    // Only Vue, and what the server has drawn, may make elements of a text. Vite's dev server makes code of texts.
    ...import.meta.dev ? [] : ['require-trusted-types-for \'script\'', `trusted-types vue ${DRAWN_POLICY}`],
  ].join('; ')
}
