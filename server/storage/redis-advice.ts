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
  [/^NO_CLUSTER$/, {
    'en': 'This Redis is no cluster: begin NUXT_REDIS_URL with redis:// or rediss://.',
    'zh-CN': '该 Redis 不是集群：NUXT_REDIS_URL 要以 redis:// 或 rediss:// 开头。',
  }],
  [/^NO_DATABASE$/, {
    'en': 'Redis has no database with the number at the end of NUXT_REDIS_URL: see databases in redis.conf.',
    'zh-CN': 'NUXT_REDIS_URL 末尾的数据库编号在 Redis 中不存在：查看 redis.conf 中的 databases。',
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
  // A Redis without TLS waits for the end of what it takes for a command, or hangs up.
  [/^(?:ETIMEDOUT|ECONNRESET)$/, {
    'en': 'Check host and port in NUXT_REDIS_URL, the firewall between, and whether Redis speaks TLS there: rediss:// '
      + 'if so, redis:// if not.',
    'zh-CN': '核对 NUXT_REDIS_URL 中的主机和端口以及中间的防火墙，并确认该端口是否使用 TLS：使用则为 rediss://，否则为 redis://。',
  }],
  [/^(?:ENOTFOUND|EAI_\w+)$/, {
    'en': 'The host in NUXT_REDIS_URL is not found: correct its name, or the DNS of this server.',
    'zh-CN': '找不到 NUXT_REDIS_URL 中的主机名：请改正它，或检查本服务器的 DNS。',
  }],
  [/^(?:OOM|MISCONF|NOREPLICAS|READONLY)$/, {
    'en': 'Redis refuses writes: check its memory, its disk and its role.',
    'zh-CN': 'Redis 拒绝写入：检查其内存、磁盘和主从角色。',
  }],
]

/** @param reason a code, as `OnAvailability` gets it */
export function redisFix(reason = ''): Advice | undefined {
  return FIXES.find(([pattern]) => pattern.test(reason))?.[1]
}
