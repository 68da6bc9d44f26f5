import { AppError } from '../errors/app-error.ts'
import { UpstreamRefusedError } from '../upstream/upstream-error.ts'
import { exchangeMemberCode } from '../wecom/api/mini-program-member.ts'
import type { WecomClient } from '../wecom/client.ts'
import { MINI_PROGRAM_SESSION_MS } from './mini-program-sessions.ts'
import type { MiniProgramMember, MiniProgramSessions } from './mini-program-sessions.ts'

export interface MemberSignInOptions {
  wecom: WecomClient
  corpId: string
  sessions: MiniProgramSessions<MiniProgramMember>
  /** Whether members are still members, by WeCom; of() throws when WeCom cannot be asked for too long. */
  standings: {
    of(userId: string): Promise<Standing> | Standing
    confirm(userId: string): Promise<void>
  }
}

type Standing = 'active' | 'unconfirmed' | 'gone'

/** Sign-in of members who open a mini program of the company in WeCom. It is not about customers. */
export interface MemberSignIn {
  /**
   * @param code from `wx.qy.login`
   * @returns an opaque session for the client, and the member for the record
   * @throws {AppError} mini_program_code_invalid, wecom_config, store_unavailable
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  signIn(code: string): Promise<{ userId: string, session: string, expiresInSeconds: number }>
  /**
   * @returns the member of a session; the session of a member who has left ends
   * @throws {AppError} mini_program_session_required, store_unavailable
   * @throws {UpstreamRefusedError | UpstreamUnavailableError} when WeCom cannot be asked about the member for too long
   */
  identify(session: string): Promise<MiniProgramMember>
  /** Ends the member's session. @throws {AppError} store_unavailable */
  signOut(userId: string): Promise<void>
}

export function createMemberSignIn({ wecom, corpId, sessions, standings }: MemberSignInOptions): MemberSignIn {
  async function exchange(code: string) {
    try {
      return await exchangeMemberCode(wecom, code)
    }
    catch (error) {
      if (!(error instanceof UpstreamRefusedError)) throw error
      if (error.errcodeClass === 'bad_code') throw new AppError('mini_program_code_invalid')
      if (error.errcodeClass === 'token_dead') throw new AppError('wecom_config') // WeCom's errcode for it (doc 91507)
      throw error
    }
  }

  return {
    async signIn(code) {
      const member = await exchange(code)
      // Members of a linked corp can open the mini program too; the same userid is another member in our corp.
      if (member.corpId !== corpId) throw new AppError('mini_program_code_invalid')
      await standings.confirm(member.userId)
      const session = await sessions.create({ userId: member.userId }, member.sessionKey)
      return { userId: member.userId, session, expiresInSeconds: MINI_PROGRAM_SESSION_MS / 1_000 }
    },
    async identify(token) {
      const session = await sessions.read(token)
      if (!session) throw new AppError('mini_program_session_required')
      const { user } = session
      if (await standings.of(user.userId) === 'gone') {
        await sessions.end(user)
        throw new AppError('mini_program_session_required')
      }
      return user
    },
    signOut: userId => sessions.end({ userId }),
  }
}
