/** What an admin does about a reason for which Redis cannot be used. Other reasons pass. */
const FIXES: readonly (readonly [reason: RegExp, fix: string])[] = [
  [/^(?:WRONGPASS|NOAUTH|NOPERM)$/, 'Check user and password in NUXT_REDIS_URL, and the rights of that user (ACL).'],
  [/^(?:MOVED|ASK|CROSSSLOT)$/, 'This Redis is a cluster: begin NUXT_REDIS_URL with redis-cluster://.'],
  [/CERT|SELF_SIGNED|^UNABLE_TO_|^ERR_TLS_/,
    'Name the file with the CA of Redis in NODE_EXTRA_CA_CERTS, and in NUXT_REDIS_URL the host of its certificate.'],
  [/^(?:EPROTO|ERR_SSL_\w+)$/, 'Only one side speaks TLS: use redis:// or rediss:// in NUXT_REDIS_URL as Redis does.'],
  [/^(?:ENOTFOUND|EAI_\w+)$/, 'The name of the host in NUXT_REDIS_URL is not found.'],
  [/^(?:OOM|MISCONF|NOREPLICAS|READONLY)$/, 'Redis refuses writes: see its memory, its disk and its role.'],
]

/** @param reason a code, as `OnAvailability` gets it */
export function redisFix(reason = ''): string | undefined {
  return FIXES.find(([pattern]) => pattern.test(reason))?.[1]
}
