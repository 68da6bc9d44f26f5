import { PAGE_MOMENTS } from '#shared/page-speed.ts'
import type { PageMoment } from '#shared/page-speed.ts'
import { defineCheck, ok, skipped, warn } from '../check.ts'
import type { SpeedOfDay } from '../page-speed.ts'

/** 95 of 100 pages show the customer within this time, milliseconds. */
const SLOW_MS = 3_000
/** With fewer, one slow phone would decide. */
const ENOUGH_PAGES = 20

const NAMES: Record<PageMoment, { 'en': string, 'zh-CN': string }> = {
  answered: { 'en': 'server has answered', 'zh-CN': '服务已应答' },
  asked: { 'en': 'agentConfig is asked for', 'zh-CN': '发起 agentConfig' },
  located: { 'en': 'client has named the customer', 'zh-CN': '客户端给出客户' },
  fetched: { 'en': 'profile is here', 'zh-CN': '客户资料到达' },
  painted: { 'en': 'customer is on the screen', 'zh-CN': '客户显示完成' },
}

function evidenceOf(speed: SpeedOfDay) {
  const linesIn = (language: 'en' | 'zh-CN') => PAGE_MOMENTS.map(moment =>
    `${NAMES[moment][language]}: ${speed[moment].p50} / ${speed[moment].p95} ms`).join('\n')
  return {
    'en': `${speed.pages} pages measured in 24 h; since the click, p50 / p95:\n${linesIn('en')}`,
    'zh-CN': `24 小时内采样 ${speed.pages} 个页面；自点击起 p50 / p95：\n${linesIn('zh-CN')}`,
  }
}

export const pageSpeed = defineCheck({
  id: 'page-speed',
  title: { 'en': 'Time until members see the customer', 'zh-CN': '成员看到客户所需时间' },
  variables: ['measuredPages'],
  needs: ({ config }) => config.redis ? ['redis'] : ['data-dir'],
  causes: {
    slow: {
      cause: {
        'en': `One of twenty pages needs more than ${SLOW_MS / 1_000} seconds to show the customer.`,
        'zh-CN': `每二十个页面就有一个超过 ${SLOW_MS / 1_000} 秒才显示客户。`,
      },
      fix: {
        'en': 'See which line is much later than the line before; docs/performance.md says what to do about each.',
        'zh-CN': '看哪一行比上一行晚得多；docs/performance.md 说明每一行如何处理。',
      },
      where: { 'en': 'docs/performance.md', 'zh-CN': 'docs/performance.md' },
    },
  },
  async run({ pageSpeed: { read }, config: { measuredPages } }) {
    if (measuredPages === 0) return skipped({
      'en': 'Switched off (NUXT_MEASURED_PAGES).', 'zh-CN': '已关闭（NUXT_MEASURED_PAGES）。',
    })
    const speed = await read()
    if (!speed) return ok({ 'en': 'no page measured in 24 h', 'zh-CN': '24 小时内没有采样' })
    const evidence = evidenceOf(speed)
    return speed.pages >= ENOUGH_PAGES && speed.painted.p95 > SLOW_MS ? warn('slow', { evidence }) : ok(evidence)
  },
})
