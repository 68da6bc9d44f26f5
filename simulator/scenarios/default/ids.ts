import { createHash } from 'node:crypto'

const digest = (seed: string) => createHash('sha256').update(seed).digest('base64url').replace(/[-_]/g, 'x')

/** An external_userid as WeCom writes it: `wm` for WeChat users, `wo` for WeCom users. */
export const externalUserId = (kind: 'wm' | 'wo', seed: string) => `${kind}${digest(`external ${seed}`).slice(0, 30)}`

/** A unionid as WeChat writes it: `o` and 27 more characters. */
export const unionId = (seed: string) => `o${digest(`union ${seed}`).slice(0, 27)}`

/** The address of an avatar as WeCom sends it: plain http, on WeChat's picture host. */
export const avatar = (seed: string) => `http://wx.qlogo.cn/mmhead/${seed}/0`

/** 09:30 in Shanghai on that day. @param date ISO date @returns Unix seconds */
export const seconds = (date: string) => Date.parse(`${date}T09:30:00+08:00`) / 1000
