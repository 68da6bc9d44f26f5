/** What a key for one of the company's own systems may do (NUXT_API_KEYS). */
export const API_SCOPES = [
  'identities:read',
  'identities:link',
  'identities:decide',
  'identities:export',
  'identities:erase',
  'payments:open-id',
] as const

export type ApiScope = typeof API_SCOPES[number]
