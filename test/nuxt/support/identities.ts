import type { CustomerIdentities, IdentityConflict, LinkedAccount, LinkSource } from '#shared/types/identity.ts'

export function linkSourceOf(source: string, change: Partial<LinkSource> = {}): LinkSource {
  return { source, firstSeenAt: '2026-11-08T01:30:00Z', lastSeenAt: '2026-11-08T01:30:00Z', ...change }
}

/** The customer itself, as WeCom knows it. */
export function wecomAccountOf(id: string): LinkedAccount {
  return { kind: 'externalUserId', scope: 'ww1', id, sources: [linkSourceOf('externalcontact/get')] }
}

/** A user of the company's mini program. */
export function shopAccountOf(id: string, change: Partial<LinkedAccount> = {}): LinkedAccount {
  return {
    kind: 'openId', scope: 'wxShop', id, appName: 'The shop', appKind: 'miniProgram',
    sources: [linkSourceOf('jscode2session')], ...change,
  }
}

export function conflictOf(change: Partial<IdentityConflict> = {}): IdentityConflict {
  return {
    account: { kind: 'openId', scope: 'wxNews', id: 'oDisputed', appName: 'The news', appKind: 'officialAccount' },
    claims: [
      { openPlatform: 'main', unionId: 'uCurrent', sources: [linkSourceOf('user/info')] },
      {
        openPlatform: 'main',
        unionId: 'uOther',
        sources: [linkSourceOf('api-key:crm', { lastSeenAt: '2026-11-20T01:30:00Z' })],
      },
    ],
    ...change,
  }
}

/** What is known of `wm1`: WeCom and nothing else, unless the change says more. */
export function identitiesOf(change: Partial<CustomerIdentities> = {}): CustomerIdentities {
  const externalUserId = change.externalUserId ?? 'wm1'
  return { externalUserId, unionId: 'uCurrent', accounts: [wecomAccountOf(externalUserId)], conflicts: [], ...change }
}
