import { LRUCache } from 'lru-cache'
import type { Clock } from '../upstream/clock.ts'
import { UpstreamRefusedError } from '../upstream/upstream-error.ts'
import type { ExternalContact } from '../wecom/api/external-contact.ts'
import { getKfVisitor } from '../wecom/api/kf-visitor.ts'
import type { WecomClient } from '../wecom/client.ts'

const FRESH_MS = 60_000
const MAX_VISITORS = 10_000

export interface KfVisitorsOptions {
  wecom: WecomClient
  /** Called with every answer of WeCom about a visitor; must neither wait nor throw. */
  onVisitor: (visitor: ExternalContact) => void
  clock: Clock
}

/** People who write to 微信客服. They need no follower, and WeCom does not say which member serves them. */
export interface KfVisitors {
  /**
   * @returns at most a minute old; undefined when 微信客服 does not know the id, or the app may not ask it
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  visitor(externalUserId: string): Promise<ExternalContact | undefined>
  /** Deletes the cached copy. */
  forget(externalUserId: string): void
}

export function createKfVisitors({ wecom, onVisitor, clock }: KfVisitorsOptions): KfVisitors {
  const visitors = new LRUCache<string, ExternalContact>({
    max: MAX_VISITORS,
    ttl: FRESH_MS,
    ignoreFetchAbort: true,
    perf: { now: clock.monotonic },
    ttlResolution: 0,
    async fetchMethod(externalUserId) {
      const visitor = await getKfVisitor(wecom, externalUserId).catch(withoutPermission)
      if (visitor) onVisitor(visitor)
      return visitor
    },
  })
  return {
    visitor: externalUserId => visitors.fetch(externalUserId),
    forget: externalUserId => void visitors.delete(externalUserId),
  }
}

/** A company without 微信客服 does not give the app this permission. Then there are no visitors. */
function withoutPermission(error: unknown): undefined {
  if (!(error instanceof UpstreamRefusedError) || error.errcodeClass !== 'config') throw error
}
