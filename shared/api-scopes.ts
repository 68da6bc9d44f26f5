/** What a key for one of the company's own systems may do (NUXT_API_KEYS). */
export const API_SCOPES = [
  'identities:read',
  'identities:link',
  'identities:decide',
  'identities:export',
  'identities:erase',
  'payments:open-id',
  'timeline:write',
  'customer-data:read',
  'customer-data:write',
] as const

export type ApiScope = typeof API_SCOPES[number]

/** Stands for WeCom in the `apps` of a key, where app ids stand for WeChat's apps: the kind of these accounts. */
export const CUSTOMERS_OF_CORP = 'externalUserId'
