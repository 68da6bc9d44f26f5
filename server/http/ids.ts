import * as v from 'valibot'
import { panelId } from '../config/panel.ts'
import { openPlatformName } from '../config/schemas.ts'
import { MAX_TICKET } from '../panels/action-tickets.ts'
import { actionId } from '../panels/card.ts'

export { actionId, openPlatformName, panelId }

/** The ticket of an action of a panel. */
export const panelTicket = v.pipe(v.string(), v.maxLength(MAX_TICKET))

/** The token of a frame. */
export const frameToken = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))

/** Ids of WeCom and WeChat: letters, digits, "-" and "_" (external userids, chat ids, openids, unionids). */
export const wecomId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))

/** Userid of a member: letters, digits, "_", "-", "@" and ".", of which the last four not first (doc 90195). */
export const memberId = v.pipe(v.string(), v.regex(/^[0-9A-Za-z][\w.@-]{0,63}$/))

/** A code of `wx.login`, of `wx.qy.login` or of a sign-in with WeChat by OAuth2. */
export const signInCode = v.pipe(v.string(), v.regex(/^[\w-]{1,128}$/))

/** An id together with the app or corp that knows it. */
export const identityAccount = v.strictObject({
  kind: v.picklist(['openId', 'externalUserId']),
  scope: wecomId,
  id: wecomId,
})

/** The open-platform account that a unionid belongs to; the main one when absent. */
export const openPlatform = v.optional(openPlatformName, 'main')
