import { LRUCache } from 'lru-cache'
import type { Clock } from '../upstream/clock.ts'
import { UpstreamRefusedError } from '../upstream/upstream-error.ts'
import type { ExternalContact } from '../wecom/api/external-contact.ts'
import { getKfVisitor } from '../wecom/api/kf-visitor.ts'
import type { WecomClient } from '../wecom/client.ts'
import type { Changes } from './changes.ts'

const FRESH_MS = 60_000
const MAX_VISITORS = 10_000

export interface KfVisitorsOptions {
  wecom: WecomClient
  /** Called with every answer of WeCom about a visitor; must neither wait nor throw. */
  onVisitor: (visitor: ExternalContact) => void
  changes: Pick<Changes, 'subscribe' | 'lifetime'>
  clock: Clock
}

/** People who write to 微信客服. They need no follower, and WeCom does not say which member serves them. */
export interface KfVisitors {
  /**
   * @returns at most a minute old; undefined when 微信客服 does not know the id, or the app may not ask it
   * @throws {UpstreamRefusedError | UpstreamUnavailableError}
   */
  visitor(externalUserId: string): Promise<ExternalContact | undefined>
}

export function createKfVisitors({ wecom, onVisitor, changes, clock }: KfVisitorsOptions): KfVisitors {
  const visitors = new LRUCache<string, ExternalContact>({
    max: MAX_VISITORS,
    ignoreFetchAbort: true,
    perf: { now: clock.monotonic },
    ttlResolution: 0,
    async fetchMethod(externalUserId, _stale, { options }) {
      options.ttl = changes.lifetime(FRESH_MS)
      const visitor = await getKfVisitor(wecom, externalUserId).catch(withoutPermission)
      if (visitor) onVisitor(visitor)
      return visitor
    },
  })
  changes.subscribe((change) => {
    if (change.kind === 'customer' || change.kind === 'erasure') visitors.delete(change.externalUserId)
    if (change.kind === 'unknown') visitors.clear()
  })
  return { visitor: externalUserId => visitors.fetch(externalUserId) }
}

/** A company without 微信客服 does not give the app this permission. Then there are no visitors. */
function withoutPermission(error: unknown): undefined {
  if (!(error instanceof UpstreamRefusedError) || error.errcodeClass !== 'config') throw error
}
