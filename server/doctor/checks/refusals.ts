import { errcodeEntry } from '../../wecom/errcodes.ts'
import { defineCheck, ok, warn } from '../check.ts'
import { evidenceLines } from '../evidence.ts'

/** What WeCom has not refused for so long has stopped, milliseconds. */
const CURRENT_MS = 60 * 60_000

/** Refusals that no other check explains: of single members, of calls that are too many, or not known to us. */
export const refusals = defineCheck({
  id: 'refusals',
  title: { 'en': 'Calls that WeCom refuses', 'zh-CN': '被企业微信拒绝的调用' },
  needs: () => ['customer-contact'],
  causes: {
    refused: {
      cause: {
        'en': 'WeCom has refused calls of this server within the last hour, although the set-up is right.',
        'zh-CN': '配置没有问题，但企业微信在最近一小时内拒绝过本服务的调用。',
      },
      fix: {
        'en': 'Look up the errcode on the page below; the log has WeCom\'s words. This line goes away an hour after '
          + 'the last refusal.',
        'zh-CN': '在下面的页面查询 errcode；服务日志中有企业微信的原话。最后一次拒绝一小时后此项自动消失。',
      },
      where: { 'en': 'WeCom\'s admin console', 'zh-CN': '企业微信管理后台' },
      link: 'https://open.work.weixin.qq.com/devtool/query',
    },
  },
  async run({ evidence, clock }) {
    const all = await evidence.read('wecom-refusal')
    const current = all.filter(({ lastAt }) => lastAt > clock.wall() - CURRENT_MS)
    const [newest] = current
    if (!newest) return ok()
    const errcode = Number(/-?\d+$/.exec(newest.name)?.[0])
    return warn('refused', { evidence: evidenceLines(current), fix: errcodeEntry(errcode).fix })
  },
})
