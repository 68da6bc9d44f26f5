import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { AppError } from '../errors/app-error.ts'
import { toHttpAnswer } from '../errors/http-answer.ts'
import { createSealedStates } from '../storage/sealed-states.ts'
import type { SealedStatesOptions } from '../storage/sealed-states.ts'
import { askUserUrl, qrConnectUrl } from '../wechat/oauth-url.ts'
import { ERROR_PARAMETER, safeReturnUrl, TICKET_PARAMETER, withParameter } from './return-url.ts'
import { findApp } from './wechat-app.ts'
import type { WechatApp } from './wechat-app.ts'
import type { WechatSignIns } from './wechat-sign-ins.ts'

/** How long a person may take to come back from WeChat, milliseconds. */
export const WECHAT_STATE_MS = 10 * 60_000

const pending = v.object({ appId: v.string(), returnUrl: v.string() })

export interface WechatLoginOptions extends Pick<SealedStatesOptions<never>, 'encryption' | 'vault' | 'now'> {
  apps: readonly WechatApp[]
  /** Such as https://open.weixin.qq.com */
  oauthBase: string
  toTicket: WechatSignIns['toTicket']
}

/** What the browser brings back from WeChat; nothing in it is trusted. */
export interface WechatReturn {
  code: unknown
  oauthState: unknown
  sealed: unknown
}

type CountFailures = <T>(work: () => Promise<T>) => Promise<T>

/** Sign-in with WeChat for pages that have no server of their own. */
export interface WechatLogin {
  /**
   * @param returnTo untrusted: where the page is
   * @returns the address at WeChat, and what this browser keeps
   * @throws {AppError} unknown_app; invalid_request for a page that is not on an origin of the app
   */
  start(appId: string, returnTo: string, redirectUri: string): { url: string, oauthState: string, sealed: string }
  /**
   * @param countFailures runs the part that costs a call of WeChat
   * @returns the address of the page, with a ticket, or after a failure with its code
   * @throws {AppError} wechat_state_refused
   */
  finish(answer: WechatReturn, countFailures: CountFailures): Promise<{ page: string, failure?: unknown }>
}

const MAX_CODE_LENGTH = 512

export function createWechatLogin({ apps, oauthBase, toTicket, ...options }: WechatLoginOptions): WechatLogin {
  const states = createSealedStates({ ...options, content: pending, lifetimeMs: WECHAT_STATE_MS })
  const find = (appId: string) => findApp(apps, appId, 'website', 'officialAccount')

  async function ticketFor(
    appId: string, oauthState: string, code: unknown, countFailures: CountFailures,
  ): Promise<string> {
    // Without a code: the person has refused.
    if (code === undefined || code === '') throw new AppError('wechat_consent_refused')
    if (typeof code !== 'string' || code.length > MAX_CODE_LENGTH) throw new AppError('wechat_code_invalid')
    const ticket = await countFailures(async () => await states.use(oauthState) ? toTicket(appId, code) : undefined)
    // Some web views open the address twice, and that is no attack.
    if (ticket === undefined) throw new AppError('wechat_code_used')
    return ticket
  }

  return {
    start(appId, returnTo, redirectUri) {
      const app = find(appId)
      const returnUrl = safeReturnUrl(returnTo, app.origins ?? [])
      if (returnUrl === undefined) throw new AppError('invalid_request')
      const oauthState = randomBytes(32).toString('hex')
      const urlOf = app.kind === 'website' ? qrConnectUrl : askUserUrl
      return {
        url: urlOf(oauthBase, { appId, redirectUri, oauthState }),
        oauthState,
        sealed: states.seal(oauthState, { appId, returnUrl }),
      }
    },

    async finish({ code, oauthState, sealed }, countFailures) {
      const state = String(oauthState)
      const { appId, returnUrl } = states.open(state, sealed) ?? {}
      // The configuration may have changed meanwhile.
      const origins = apps.find(app => app.appId === appId)?.origins ?? []
      const isOurs = appId !== undefined && returnUrl !== undefined && safeReturnUrl(returnUrl, origins) !== undefined
      if (!isOurs) throw new AppError('wechat_state_refused')
      try {
        const ticket = await ticketFor(appId, state, code, countFailures)
        return { page: withParameter(returnUrl, TICKET_PARAMETER, ticket) }
      }
      catch (failure) {
        return { page: withParameter(returnUrl, ERROR_PARAMETER, toHttpAnswer(failure).body.code), failure }
      }
    },
  }
}
