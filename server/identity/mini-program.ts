import { AppError } from '../errors/app-error.ts'
import type { ExchangeCode } from '../wechat/code-to-session.ts'
import { openUserData } from '../wechat/user-data.ts'
import type { SignedUserData } from '../wechat/user-data.ts'
import type { Identities } from './identities.ts'
import { MINI_PROGRAM_SESSION_MS } from './mini-program-sessions.ts'
import type { MiniProgramSessions, MiniProgramUser } from './mini-program-sessions.ts'
import { findApp } from './wechat-app.ts'
import type { WechatApp } from './wechat-app.ts'

export interface MiniProgramOptions {
  apps: readonly WechatApp[]
  /** Asks WeChat which user signs in. */
  exchangeCode: ExchangeCode
  identities: Identities
  sessions: MiniProgramSessions<MiniProgramUser>
  /** Milliseconds since 1970. */
  now: () => number
  /** The same by WeChat's clock, which dates user data. */
  wechatNow: () => number
  /** Called after a sign-in; must neither wait nor throw. */
  onSignIn: (appId: string, openId: string) => void
  /** Called when a link could not be stored. The next sign-in brings it again. */
  onRecordFailure: (error: unknown) => void
}

/** The answer to a sign-in. */
export interface MiniProgramSignIn {
  /** A token; the client sends it back with its user data. */
  session: string
  expiresInSeconds: number
  /** Whether WeChat sent a unionid and the link is stored. */
  linked: boolean
}

export interface MiniProgram {
  /**
   * @param code from `wx.login`
   * @throws {AppError} unknown_app, mini_program_code_invalid, store_unavailable
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  signIn(appId: string, code: string): Promise<MiniProgramSignIn>
  /** @throws {AppError} mini_program_session_required, unknown_app, user_data_refused, and then nothing is linked */
  takeUserData(session: string, data: SignedUserData): Promise<{ linked: boolean }>
}

export function createMiniProgram(options: MiniProgramOptions): MiniProgram {
  const { apps, exchangeCode, identities, sessions, now, wechatNow, onSignIn, onRecordFailure } = options

  async function link(app: WechatApp, openId: string, unionId: string | undefined, source: string): Promise<boolean> {
    if (!unionId) return false
    const { appId, openPlatform } = app
    const account = { kind: 'openId' as const, scope: appId, id: openId }
    try {
      await identities.record([{ account, openPlatform, unionId, source, seenAt: now() }])
      return true
    }
    catch (error) {
      // The sign-in must succeed without the graph.
      onRecordFailure(error)
      return false
    }
  }

  return {
    async signIn(appId, code) {
      const app = findApp(apps, appId, 'miniProgram')
      const { openId, unionId, sessionKey } = await exchangeCode(app, code)
      const session = await sessions.create({ appId, openId }, sessionKey)
      const linked = await link(app, openId, unionId, 'jscode2session')
      onSignIn(appId, openId)
      return { session, expiresInSeconds: MINI_PROGRAM_SESSION_MS / 1_000, linked }
    },

    async takeUserData(token, data) {
      const session = await sessions.read(token)
      if (!session) throw new AppError('mini_program_session_required')
      const app = findApp(apps, session.user.appId, 'miniProgram')
      const { openId: ownOpenId } = session.user
      const subject = openUserData(data, { appId: app.appId, sessionKey: session.sessionKey }, wechatNow())
      const { openId = ownOpenId, unionId } = subject
      if (openId !== ownOpenId) throw new AppError('user_data_refused')
      return { linked: await link(app, openId, unionId, 'user_data') }
    },
  }
}
