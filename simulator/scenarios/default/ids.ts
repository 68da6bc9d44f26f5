import { createHash } from 'node:crypto'

const digest = (seed: string) => createHash('sha256').update(seed).digest('base64url').replace(/[-_]/g, 'x')

/** An external_userid in WeCom's form: `wm` for WeChat users, `wo` for WeCom users. */
export const externalUserId = (kind: 'wm' | 'wo', seed: string) => `${kind}${digest(`external ${seed}`).slice(0, 30)}`

/** A unionid in WeChat's form: 28 characters beginning with `o`. */
export const unionId = (seed: string) => `o${digest(`union ${seed}`).slice(0, 27)}`

/** An avatar as WeCom sends it: plain http, on WeChat's picture host. */
export const avatar = (seed: string) => `http://wx.qlogo.cn/mmhead/${seed}/0`

/** @param date ISO date; read as 09:30 in Shanghai. @returns unix seconds */
export const seconds = (date: string) => Date.parse(`${date}T09:30:00+08:00`) / 1000
