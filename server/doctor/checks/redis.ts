import { RedisProblem } from '../../storage/inspect-redis.ts'
import { redisFix } from '../../storage/redis-advice.ts'
import { defineCheck, fail, ok, skipped, warn } from '../check.ts'
import { variable } from '../../config/places.ts'

const OLDEST = [6, 2]
const where = variable('NUXT_REDIS_URL')

export const redis = defineCheck({
  id: 'redis',
  title: { 'en': 'Redis', 'zh-CN': 'Redis' },
  variables: ['redis'],
  needs: () => ['config'],
  causes: {
    unreachable: {
      cause: { 'en': 'Redis cannot be reached.', 'zh-CN': '无法连接 Redis。' },
      fix: {
        'en': 'Check that Redis runs, and host and port in NUXT_REDIS_URL.',
        'zh-CN': '确认 Redis 正在运行，并核对 NUXT_REDIS_URL 中的主机和端口。',
      },
      where,
    },
    refused: {
      cause: { 'en': 'Redis answers, but refuses commands.', 'zh-CN': 'Redis 有应答，但拒绝执行命令。' },
      fix: { 'en': 'See the log of Redis.', 'zh-CN': '查看 Redis 的日志。' },
      where,
    },
    password: {
      cause: { 'en': 'Redis refuses user or password.', 'zh-CN': 'Redis 拒绝了用户名或密码。' },
      fix: redisFix('WRONGPASS')!,
      where,
    },
    readOnly: {
      cause: {
        'en': 'Redis refuses writes: it is a replica, or out of memory or disk.',
        'zh-CN': 'Redis 拒绝写入：它是从节点，或内存、磁盘已满。',
      },
      fix: {
        'en': 'Name the primary in NUXT_REDIS_URL (or use redis-sentinel://), and see memory and disk of Redis.',
        'zh-CN': 'NUXT_REDIS_URL 要指向主节点（或改用 redis-sentinel://），并检查 Redis 的内存和磁盘。',
      },
      where,
    },
    cluster: {
      cause: { 'en': 'This Redis is a part of a cluster.', 'zh-CN': '该 Redis 是集群的一部分。' },
      fix: redisFix('MOVED')!,
      where,
    },
    noCluster: {
      cause: { 'en': 'This Redis is no cluster.', 'zh-CN': '该 Redis 不是集群。' },
      fix: redisFix('NO_CLUSTER')!,
      where,
    },
    old: {
      cause: { 'en': 'This Redis is too old.', 'zh-CN': '该 Redis 版本过旧。' },
      fix: { 'en': 'Use Redis 6.2 or later.', 'zh-CN': '使用 Redis 6.2 或更高版本。' },
      where,
    },
    clearText: {
      cause: {
        'en': 'The connection to another machine is in clear text; the server does not start with it.',
        'zh-CN': '到其他机器的连接未加密，服务因此无法启动。',
      },
      fix: {
        'en': 'Use rediss://, or allow it with NUXT_ALLOW_INSECURE_HTTP=1.',
        'zh-CN': '改用 rediss://，或用 NUXT_ALLOW_INSECURE_HTTP=1 允许。',
      },
      where,
    },
    evicts: {
      cause: {
        'en': 'Redis drops keys when its memory is full: sessions end without a reason.',
        'zh-CN': '内存用满时 Redis 会删除键：会话会无故结束。',
      },
      fix: {
        'en': 'Set maxmemory-policy to noeviction.',
        'zh-CN': '把 maxmemory-policy 设为 noeviction。',
      },
      where: { 'en': 'redis.conf: maxmemory-policy', 'zh-CN': 'redis.conf：maxmemory-policy' },
    },
  },
  async run({ config, plainVariables, redisState }) {
    if (!config.redis || !redisState) return skipped({
      'en': 'Not used (NUXT_REDIS_URL is empty).',
      'zh-CN': '未使用（NUXT_REDIS_URL 为空）。',
    })
    if (plainVariables.includes('NUXT_REDIS_URL')) return fail('clearText')
    try {
      const { version, isCluster, evicts } = await redisState
      const evidence = `Redis ${version}, ${config.redis.kind}`
      if (isCluster && config.redis.kind !== 'cluster') return fail('cluster', { evidence })
      if (isOlder(version)) return fail('old', { evidence })
      return evicts && evicts !== 'noeviction' ? warn('evicts', { evidence: `${evidence}, ${evicts}` }) : ok(evidence)
    }
    catch (error) {
      if (!(error instanceof RedisProblem)) throw error
      const { reason } = error
      return fail(causeOf(reason), { evidence: reason, fix: redisFix(reason) })
    }
  },
})

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < OLDEST[0]! || (major === OLDEST[0] && minor < OLDEST[1]!)
}

function causeOf(reason: string) {
  if (/^(?:WRONGPASS|NOAUTH|NOPERM)$/.test(reason)) return 'password'
  if (/^(?:OOM|MISCONF|NOREPLICAS|READONLY)$/.test(reason)) return 'readOnly'
  if (reason === 'NO_CLUSTER') return 'noCluster'
  if (/^(?:MOVED|ASK|CROSSSLOT|CLUSTERDOWN)$/.test(reason)) return 'cluster'
  return /^(?:E(?!RR$)[A-Z]|no answer)/.test(reason) || /CERT|UNABLE/.test(reason) ? 'unreachable' : 'refused'
}
