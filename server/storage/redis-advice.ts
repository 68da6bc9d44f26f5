import type { Advice } from '../errors/app-error.ts'

/** What an admin does about a reason for which Redis cannot be used. Other reasons pass. */
const FIXES: readonly (readonly [reason: RegExp, fix: Advice])[] = [
  [/^(?:WRONGPASS|NOAUTH|NOPERM)$/, {
    'en': 'Check user and password in NUXT_REDIS_URL, and the rights of that user (ACL).',
    'zh-CN': '检查 NUXT_REDIS_URL 中的用户名和密码，以及该用户的权限（ACL）。',
  }],
  [/^(?:MOVED|ASK|CROSSSLOT)$/, {
    'en': 'This Redis is a cluster: begin NUXT_REDIS_URL with redis-cluster://.',
    'zh-CN': '该 Redis 是集群：NUXT_REDIS_URL 要以 redis-cluster:// 开头。',
  }],
  [/CERT|SELF_SIGNED|^UNABLE_TO_|^ERR_TLS_/, {
    'en': 'Name the file with the CA of Redis in NODE_EXTRA_CA_CERTS, and in NUXT_REDIS_URL the host of its '
      + 'certificate.',
    'zh-CN': '在 NODE_EXTRA_CA_CERTS 中写明 Redis 的 CA 文件，并在 NUXT_REDIS_URL 中使用其证书里的主机名。',
  }],
  [/^(?:EPROTO|ERR_SSL_\w+)$/, {
    'en': 'Only one side speaks TLS: use redis:// or rediss:// in NUXT_REDIS_URL as Redis does.',
    'zh-CN': '只有一方使用 TLS：NUXT_REDIS_URL 用 redis:// 还是 rediss://，须与 Redis 一致。',
  }],
  [/^(?:ENOTFOUND|EAI_\w+)$/, {
    'en': 'The name of the host in NUXT_REDIS_URL is not found.',
    'zh-CN': '找不到 NUXT_REDIS_URL 中的主机名。',
  }],
  [/^(?:OOM|MISCONF|NOREPLICAS|READONLY)$/, {
    'en': 'Redis refuses writes: see its memory, its disk and its role.',
    'zh-CN': 'Redis 拒绝写入：检查其内存、磁盘和主从角色。',
  }],
]

/** @param reason a code, as `OnAvailability` gets it */
export function redisFix(reason = ''): Advice | undefined {
  return FIXES.find(([pattern]) => pattern.test(reason))?.[1]
}
