import type { ExchangeCode } from '../wechat/code-to-session.ts'
import { openUserData } from '../wechat/user-data.ts'
import type { SignedUserData } from '../wechat/user-data.ts'
import type { Identities } from './identities.ts'
import { MINI_PROGRAM_SESSION_MS } from './mini-program-sessions.ts'
import type { MiniProgramSessions, MiniProgramUser } from './mini-program-sessions.ts'
import { findApp } from './wechat-app.ts'
import type { WechatApp } from './wechat-app.ts'
import { AppError } from '../errors/app-error.ts'

export interface MiniProgramOptions {
  apps: readonly WechatApp[]
  /** Asks WeChat who signs in. */
  exchangeCode: ExchangeCode
  identities: Identities
  sessions: MiniProgramSessions<MiniProgramUser>
  /** Milliseconds since 1970. */
  now: () => number
  onRecordFailure: (error: unknown) => void
}

/** What a sign-in answers. */
export interface MiniProgramSignIn {
  /** Opaque; the client sends it back with its user data. */
  session: string
  expiresInSeconds: number
  /** Whether WeChat named a unionid, and it is stored. */
  linked: boolean
}

export interface MiniProgram {
  /**
   * @param code from `wx.login`
   * @throws {AppError | UpstreamRefusedError | UpstreamUnavailableError} unknown_app
   */
  signIn(appId: string, code: string): Promise<MiniProgramSignIn>
  /** @throws {AppError} mini_program_session_required, unknown_app, user_data_refused and then nothing is linked */
  takeUserData(session: string, data: SignedUserData): Promise<{ linked: boolean }>
}

export function createMiniProgram({ apps, exchangeCode, identities, sessions, now, onRecordFailure }: MiniProgramOptions): MiniProgram {
  async function link({ appId, openPlatform }: WechatApp, openId: string, unionId: string | undefined, source: string): Promise<boolean> {
    if (!unionId) return false
    try {
      await identities.record([{ account: { kind: 'openId', scope: appId, id: openId }, openPlatform, unionId, source, seenAt: now() }])
      return true
    }
    catch (error) {
      // A customer of the shop must get in all the same; the next sign-in links.
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
      return { session, expiresInSeconds: MINI_PROGRAM_SESSION_MS / 1_000, linked }
    },

    async takeUserData(token, data) {
      const session = await sessions.read(token)
      if (!session) throw new AppError('mini_program_session_required')
      const app = findApp(apps, session.user.appId, 'miniProgram')
      const { openId, unionId } = openUserData(data, { appId: app.appId, sessionKey: session.sessionKey }, now())
      if (openId !== session.user.openId) throw new AppError('user_data_refused')
      return { linked: await link(app, openId, unionId, 'user_data') }
    },
  }
}
