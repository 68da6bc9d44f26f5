import { AppError } from '../errors/app-error.ts'
import type { Alongside } from '../storage/sql/sql-database.ts'
import type { ExchangeOauthCode, OauthUser } from '../wechat/oauth.ts'
import type { Identities } from './identities.ts'
import { findApp } from './wechat-app.ts'
import type { WechatApp } from './wechat-app.ts'
import type { WechatTickets } from './wechat-tickets.ts'

export interface WechatSignInsOptions {
  apps: readonly WechatApp[]
  exchangeCode: ExchangeOauthCode
  identities: Identities
  tickets: WechatTickets
  /** Milliseconds since 1970. */
  now: () => number
  /** Called when a link could not be stored. The next sign-in brings it again. */
  onRecordFailure: (error: unknown) => void
}

/** The answer to a system of the company. */
export interface WechatSignIn {
  openId: string
  /** Only when WeChat sent it. */
  unionId?: string
  /** Whether WeChat sent a unionid and the link is stored. */
  linked: boolean
  /** Whether no source had named the link before. */
  isNew: boolean
  /** A virtual account of the snapshot mode: its ids belong to no person, and nothing is linked. */
  snapshot?: true
}

/** A person whose link is stored. */
export type SignedInUser = OauthUser & { unionId: string }

/**
 * Writes more with a link.
 *
 * @param store stores the link, and what `alongside` writes, in one transaction
 * @returns and throws what `store` does: a sign-in goes on without the link, so only here a failure can be seen
 */
export type WithLink = (user: SignedInUser, store: (alongside: Alongside) => Promise<number>) => Promise<number>

/** Sign-in with WeChat to websites, to mobile apps and on pages of official accounts. */
export interface WechatSignIns {
  /**
   * Exchanges the code that a system has got, and links the person.
   *
   * @throws {AppError} unknown_app
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  withCode(appId: string, code: string, withLink?: WithLink): Promise<WechatSignIn>
  /**
   * Exchanges the code that a browser has brought, and links nothing yet.
   *
   * @returns a ticket for the page, which a system redeems
   * @throws {AppError} unknown_app, store_unavailable
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  toTicket(appId: string, code: string): Promise<string>
  /** Links the person of a ticket. @throws {AppError} unknown_app, wechat_ticket_invalid, store_unavailable */
  withTicket(appId: string, ticket: string, withLink?: WithLink): Promise<WechatSignIn>
}

const SOURCE = 'sns/oauth2'

export function createWechatSignIns(options: WechatSignInsOptions): WechatSignIns {
  const { apps, exchangeCode, identities, tickets, now, onRecordFailure } = options
  const find = (appId: string) => findApp(apps, appId, 'website', 'mobileApp', 'officialAccount')

  async function link(
    { appId, openPlatform }: WechatApp, user: OauthUser, withLink?: WithLink,
  ): Promise<WechatSignIn> {
    const { openId, unionId, isSnapshot } = user
    if (isSnapshot) return { openId, linked: false, isNew: false, snapshot: true }
    if (unionId === undefined) return { openId, linked: false, isNew: false }
    const account = { kind: 'openId' as const, scope: appId, id: openId }
    const observation = { account, openPlatform, unionId, source: SOURCE, seenAt: now() }
    try {
      const store = (alongside?: Alongside) => identities.record([observation], alongside)
      const added = await (withLink ? withLink({ ...user, unionId }, store) : store())
      return { openId, unionId, linked: true, isNew: added > 0 }
    }
    catch (error) {
      // The code is used up, so the sign-in must succeed without the graph.
      onRecordFailure(error)
      return { openId, unionId, linked: false, isNew: false }
    }
  }

  return {
    async withCode(appId, code, withLink) {
      const app = find(appId)
      return link(app, await exchangeCode(app, code), withLink)
    },
    async toTicket(appId, code) {
      return tickets.issue({ appId, ...await exchangeCode(find(appId), code) })
    },
    async withTicket(appId, ticket, withLink) {
      const app = find(appId)
      const user = await tickets.redeem(appId, ticket)
      if (!user) throw new AppError('wechat_ticket_invalid')
      return link(app, user, withLink)
    },
  }
}
