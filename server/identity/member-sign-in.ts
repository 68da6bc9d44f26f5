import { exchangeMemberCode } from '../wecom/api/mini-program-member.ts'
import type { WecomClient } from '../wecom/client.ts'
import { MINI_PROGRAM_SESSION_MS } from './mini-program-sessions.ts'
import type { MiniProgramMember, MiniProgramSessions } from './mini-program-sessions.ts'
import { AppError } from '../errors/app-error.ts'
import { UpstreamRefusedError } from '../upstream/upstream-error.ts'

export interface MemberSignInOptions {
  wecom: WecomClient
  corpId: string
  sessions: MiniProgramSessions<MiniProgramMember>
}

/** Members who open a mini program of the company in WeCom. It says nothing about customers, and links nobody. */
export interface MemberSignIn {
  /**
   * @param code from `wx.qy.login`
   * @returns an opaque session for the client
   * @throws {AppError | UpstreamRefusedError | UpstreamUnavailableError} mini_program_code_invalid, wecom_config
   */
  signIn(code: string): Promise<{ session: string, expiresInSeconds: number }>
  /** Whose session it is. @throws {AppError} mini_program_session_required */
  identify(session: string): Promise<MiniProgramMember>
}

export function createMemberSignIn({ wecom, corpId, sessions }: MemberSignInOptions): MemberSignIn {
  async function exchange(code: string) {
    try {
      return await exchangeMemberCode(wecom, code)
    }
    catch (error) {
      if (!(error instanceof UpstreamRefusedError)) throw error
      if (error.errcodeClass === 'bad_code') throw new AppError('mini_program_code_invalid')
      if (error.errcodeClass === 'token_dead') throw new AppError('wecom_config') // so WeCom says it (doc 91507)
      throw error
    }
  }

  return {
    async signIn(code) {
      const member = await exchange(code)
      // A member of a linked corp may open the mini program as well; the same userid is somebody else here.
      if (member.corpId !== corpId) throw new AppError('mini_program_code_invalid')
      const session = await sessions.create({ userId: member.userId }, member.sessionKey)
      return { session, expiresInSeconds: MINI_PROGRAM_SESSION_MS / 1_000 }
    },
    async identify(token) {
      const session = await sessions.read(token)
      if (!session) throw new AppError('mini_program_session_required')
      return session.user
    },
  }
}
