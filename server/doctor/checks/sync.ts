import { defineCheck, ok, skipped, warn } from '../check.ts'
import { pastMoment } from '../../upstream/past-moment.ts'
import { namesOf } from '../wecom/member-names.ts'

const HOUR_MS = 60 * 60_000
/** A run may take its time, and starts at a random moment. */
const LATE_FACTOR = 3

export const sync = defineCheck({
  id: 'sync',
  title: { 'en': 'Full sync of unionids', 'zh-CN': 'unionid 全量同步' },
  variables: ['identitySyncHours'],
  needs: ({ config }) => config.databaseUrl ? ['database'] : ['data-dir'],
  causes: {
    late: {
      cause: { 'en': 'No full sync has ended for a long time.', 'zh-CN': '全量同步很久没有完成。' },
      fix: {
        'en': 'See the lines "identity sync" in the log of the server; `npm run sync` shows the reason at once.',
        'zh-CN': '查看服务日志中的 “identity sync” 行；`npm run sync` 会立即显示原因。',
      },
      where: { 'en': 'the log of the server', 'zh-CN': '服务日志' },
    },
    failed: {
      cause: {
        'en': 'The full sync has failed. It is tried again every 15 minutes.',
        'zh-CN': '全量同步失败，每 15 分钟重试一次。',
      },
      fix: {
        'en': '`npm run sync` shows the reason at once; it is in the log of the server, too ("identity sync").',
        'zh-CN': '`npm run sync` 会立即显示原因；服务日志的 “identity sync” 行中也有。',
      },
      where: { 'en': 'the log of the server', 'zh-CN': '服务日志' },
    },
    skippedMembers: {
      cause: { 'en': 'The last sync has left members out.', 'zh-CN': '上次同步略过了部分成员。' },
      fix: {
        'en': 'See the errcode of each: `npm run sync` explains it.',
        'zh-CN': '查看每个成员的 errcode：`npm run sync` 会说明。',
      },
      where: { 'en': 'WeCom\'s admin console', 'zh-CN': '企业微信管理后台' },
    },
  },
  async run({ config: { identitySyncHours }, progress, clock, wecom }) {
    if (identitySyncHours === 0) return skipped({
      'en': 'Switched off (NUXT_IDENTITY_SYNC).',
      'zh-CN': '已关闭（NUXT_IDENTITY_SYNC）。',
    })
    const found = await progress()
    if (!found) return ok({ 'en': 'not run yet', 'zh-CN': '尚未运行' })
    const { finishedAt, startedAt, failedAt, customers, withUnionId, skippedMembers } = found
    const at = new Date(finishedAt ?? startedAt ?? 0).toISOString().slice(0, 16)
    const evidence = {
      'en': `${finishedAt ? 'ended' : 'began'} ${at}Z, ${withUnionId} of ${customers} customers with a unionid`,
      'zh-CN': `${finishedAt ? '完成于' : '开始于'} ${at}Z，${customers} 位客户中 ${withUnionId} 位有 unionid`,
    }
    if (failedAt) return warn('failed', { evidence })
    const age = clock.wall() - (pastMoment(finishedAt ?? startedAt, clock.wall()) ?? 0)
    if (age > LATE_FACTOR * identitySyncHours * HOUR_MS) return warn('late', { evidence })
    if (skippedMembers.length === 0) return ok(evidence)
    const errcodes = new Map(skippedMembers.map(({ userId, errcode }) => [userId, errcode]))
    const members = await wecom.members().catch(() => [])
    return warn('skippedMembers', {
      evidence: namesOf([...errcodes.keys()], members, userId => `: errcode ${errcodes.get(userId)}`),
    })
  },
})
