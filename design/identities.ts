import type { CustomerIdentities, IdentityConflict, LinkedAccount } from '#shared/types/identity.ts'
import type { ResourceState } from '~/browser/resource/keyed-resource'
import { LONG, profile } from './fixtures'

const FIRST = { firstSeenAt: '2026-11-08T01:30:00Z', lastSeenAt: '2026-11-20T10:05:00Z' }
const LATER = { firstSeenAt: '2026-11-19T06:00:00Z', lastSeenAt: '2026-11-19T06:00:00Z' }

export const shopAccount: LinkedAccount = {
  kind: 'openId', scope: 'wx7c1f0a9be3d24568', id: 'ogKC4KxulL6AVsyUpWH88_-mBhbw', appName: '春山家居商城',
  appKind: 'miniProgram',
  sources: [{ source: 'jscode2session', ...FIRST }, { source: 'user_data', ...LATER }],
}

/** An admin has decided that it belongs to this customer. */
export const decidedAccount: LinkedAccount = {
  ...shopAccount,
  decision: { by: 'linxiaotong', at: '2026-11-20T10:05:00Z', claims: [
    { openPlatform: 'main', unionId: profile.unionId!, sources: shopAccount.sources },
    { openPlatform: 'main', unionId: 'oT5nBv8cXz1LkJhGfDsAqWeRtYuI', sources: [{ source: 'api-key:crm', ...LATER }] },
  ] },
}

export const wecomAccount: LinkedAccount = {
  kind: 'externalUserId', scope: 'ww5e1a0c7b39d24f68', id: profile.externalUserId, sources: [{
    source: 'externalcontact/get', ...LATER,
  }],
}

/** An account of an app that is not configured, from a system with a long name. */
export const strangeAccount: LinkedAccount = {
  kind: 'openId', scope: 'wx0000000000000001', id: 'o'.repeat(64), sources: [
    { source: `api-key:${LONG}`, ...LATER }, { source: 'some/new/api', ...LATER },
  ],
}

export const conflict: IdentityConflict = {
  account: {
    kind: 'openId',
    scope: 'wx2d9e86b1c07f4a35',
    id: 'oHdq92KmWbXcV4tYzE7uLpAs1RfG',
    appName: '春山家居服务号',
    appKind: 'officialAccount',
  },
  claims: [
    { openPlatform: 'main', unionId: profile.unionId!, sources: [{ source: 'user/info', ...FIRST }] },
    { openPlatform: '酒店品牌', unionId: 'oT5nBv8cXz1LkJhGfDsAqWeRtYuI', sources: [{ source: 'api-key:crm', ...LATER }] },
  ],
}

/** @returns the loaded identities of the catalogue's customer */
export function identitiesOf(change: Partial<CustomerIdentities> = {}): ResourceState<CustomerIdentities> {
  const { externalUserId, unionId } = profile
  return {
    status: 'ready',
    id: externalUserId,
    loadedAt: 0,
    data: { externalUserId, unionId, accounts: [wecomAccount], conflicts: [], ...change },
  }
}
