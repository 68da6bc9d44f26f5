import { randomUUID } from 'node:crypto'
import { mkdir, readFile, realpath, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SetUpError } from '../../errors/set-up-error.ts'
import { defineCheck, fail, ok, skipped, warn } from '../check.ts'
import type { Finding } from '../check.ts'
import { variable } from '../../config/places.ts'
import { fileSystemOf, isRemote } from '../system/file-system.ts'

const MB = 1024 * 1024
const FULL_MB = 16
const LOW_MB = 256
/** As much as the write-ahead log of SQLite takes at once. */
const PROBE_BYTES = 64 * 1024
const FULL_CODES = ['ENOSPC', 'EDQUOT']

const where = variable('NUXT_DATA_DIR')

export const dataDir = defineCheck({
  id: 'data-dir',
  title: { 'en': 'Data folder', 'zh-CN': '数据目录' },
  variables: ['dataDir'],
  needs: () => ['config'],
  causes: {
    readOnly: {
      cause: { 'en': 'This process cannot write in the data folder.', 'zh-CN': '本进程无法写入数据目录。' },
      fix: {
        'en': 'Give the user of this process the folder and the right to write in it, and mount it writable; in '
          + 'Docker, the user is node (1000).',
        'zh-CN': '把目录的所有者和写权限给运行本进程的用户，并以可写方式挂载；在 Docker 中该用户是 node（1000）。',
      },
      where,
    },
    remote: {
      cause: {
        'en': 'The data folder is on a network file system: SQLite\'s locks do not work there, and data gets lost.',
        'zh-CN': '数据目录位于网络文件系统：SQLite 的锁在那里不起作用，会丢失数据。',
      },
      fix: {
        'en': 'Use a folder on a local disk, or set NUXT_REDIS_URL and NUXT_DATABASE_URL.',
        'zh-CN': '改用本地磁盘上的目录，或设置 NUXT_REDIS_URL 和 NUXT_DATABASE_URL。',
      },
      where,
    },
    full: {
      cause: { 'en': 'The disk of the data folder is full, or its quota is used up.', 'zh-CN': '数据目录所在磁盘已满，或配额用尽。' },
      fix: { 'en': 'Free some space, or use another disk.', 'zh-CN': '清理空间，或换用其他磁盘。' },
      where,
    },
    low: {
      cause: { 'en': 'The disk of the data folder is almost full.', 'zh-CN': '数据目录所在磁盘将满。' },
      fix: { 'en': 'Free some space.', 'zh-CN': '清理空间。' },
      where,
    },
    unusable: {
      cause: { 'en': 'A SQLite file in the data folder cannot be used.', 'zh-CN': '数据目录中的 SQLite 文件无法使用。' },
      fix: {
        'en': 'Do what the line above says.',
        'zh-CN': '上面一行是具体原因（英文）。检查文件和目录的所有者、权限和磁盘空间，不要放在网络文件系统；文件损坏时恢复备份。',
      },
      where,
    },
  },
  async run({ config, storeProblem }) {
    if (config.redis && config.databaseUrl) {
      return skipped({ 'en': 'Redis and PostgreSQL are used instead.', 'zh-CN': '已改用 Redis 和 PostgreSQL。' })
    }
    const problem = await tryToWrite(config.dataDir)
    if (problem) return problem
    const folder = await realpath(config.dataDir)
    const kind = fileSystemOf(folder, await readFile('/proc/self/mountinfo', 'utf8').catch(() => ''))
    if (kind && isRemote(kind)) return fail('remote', { evidence: kind })
    const { bavail, bsize } = await statfs(folder)
    const freeMb = Math.floor(bavail * bsize / MB)
    const evidence = { 'en': `${kind ?? ''} ${freeMb} MB free`.trim(), 'zh-CN': `${kind ?? ''} 剩余 ${freeMb} MB`.trim() }
    if (freeMb < FULL_MB) return fail('full', { evidence })
    if (storeProblem instanceof SetUpError) return fail('unusable', { evidence: storeProblem.problems.join('\n') })
    return freeMb < LOW_MB ? warn('low', { evidence }) : ok(evidence)
  },
})

async function tryToWrite(folder: string): Promise<Finding<'full' | 'readOnly'> | undefined> {
  const probe = join(folder, `.doctor-${randomUUID()}`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(probe, Buffer.alloc(PROBE_BYTES), { mode: 0o600 })
    return undefined
  }
  catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    return fail(FULL_CODES.includes(code) ? 'full' : 'readOnly', { evidence: code })
  }
  finally {
    await rm(probe, { force: true }).catch(() => {})
  }
}
