import type { Alongside } from '../storage/sql/sql-database.ts'
import { isRefusal } from '../upstream/upstream-error.ts'
import type { OfficialAccountUser } from '../wechat/official-account-user.ts'
import type { Identities } from './identities.ts'
import { findApp } from './wechat-app.ts'
import type { WechatApp } from './wechat-app.ts'

export interface OfficialAccountOptions {
  apps: readonly WechatApp[]
  /** Asks WeChat. @throws {UpstreamRefusedError | UpstreamUnavailableError} */
  getUser: (app: WechatApp, openId: string) => Promise<OfficialAccountUser>
  identities: Identities
  /** Milliseconds since 1970. */
  now: () => number
}

/** The result for one openid. `no_union_id`: the official account belongs to no open-platform account. */
export type OfficialAccountResult = { openId: string } & (
  { result: 'linked', unionId: string } | { result: 'no_union_id' | 'not_subscribed' | 'unknown_open_id' }
)

export type LinkedUser = Extract<OfficialAccountResult, { result: 'linked' }>

export interface OfficialAccount {
  /**
   * Asks WeChat for the unionids of these openids and records the links. One failure fails the whole list; the caller
   * can send it again, because recording is idempotent.
   *
   * @param alongside writes more in the transaction that records the links
   * @returns in the order of `openIds`
   * @throws {AppError} unknown_app, store_unavailable
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  link(
    appId: string, openIds: readonly string[], alongside?: Alongside<[linked: readonly LinkedUser[]]>,
  ): Promise<OfficialAccountResult[]>
}

export function createOfficialAccount({ apps, getUser, identities, now }: OfficialAccountOptions): OfficialAccount {
  async function identify(app: WechatApp, openId: string): Promise<OfficialAccountResult> {
    try {
      const { isSubscribed, unionId } = await getUser(app, openId)
      if (unionId) return { openId, result: 'linked', unionId }
      return { openId, result: isSubscribed ? 'no_union_id' : 'not_subscribed' }
    }
    catch (error) {
      if (isRefusal(error, 'unknown_open_id')) return { openId, result: 'unknown_open_id' }
      throw error
    }
  }

  return {
    async link(appId, openIds, alongside) {
      const app = findApp(apps, appId, 'officialAccount')
      const users = await Promise.all(openIds.map(openId => identify(app, openId)))
      const seenAt = now()
      const linked = users.filter(user => user.result === 'linked')
      await identities.record(linked.map(({ openId, unionId }) => {
        const account = { kind: 'openId' as const, scope: appId, id: openId }
        return { account, openPlatform: app.openPlatform, unionId, source: 'user/info', seenAt }
      }), alongside && (transaction => alongside(transaction, linked)))
      return users
    },
  }
}
