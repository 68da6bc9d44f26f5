import { isCallbackCheck, CALLBACK_CHECKS } from '../../wecom/callback/refused.ts'
import { evidenceLines } from '../evidence.ts'
import type { Occurrence } from '../evidence.ts'
import { defineCheck, fail, ok, skipped, warn } from '../check.ts'
import type { DoctorContext } from '../context.ts'
import { PLACES } from '../../config/places.ts'
import { selfMadeCallback } from '../site/self-made-callback.ts'

const PATH = '/wecom/callback'
const NO_ANSWER = { 'en': 'no answer', 'zh-CN': '无应答' }

export const callback = defineCheck({
  id: 'callback',
  title: { 'en': 'Callbacks of WeCom', 'zh-CN': '企业微信回调' },
  steps: [10],
  variables: ['callbackToken', 'callbackAesKey'],
  needs: () => ['site', 'clock'],
  causes: {
    lost: {
      cause: {
        'en': `A message to ${PATH} at the public address does not arrive here as it was sent.`,
        'zh-CN': `发往对外地址 ${PATH} 的消息没有原样到达本服务。`,
      },
      fix: {
        'en': `Let the reverse proxy pass ${PATH}, GET and POST, with its query, to this server, without redirect and `
          + 'without adding a slash. After changing a variable, restart.',
        'zh-CN': `让反向代理把 ${PATH}（GET 和 POST，连同查询参数）转发到本服务，不跳转，也不加斜杠。修改变量后要重启。`,
      },
      where: { 'en': 'the reverse proxy of NUXT_SITE_URL', 'zh-CN': 'NUXT_SITE_URL 的反向代理' },
    },
    token: {
      cause: {
        'en': 'WeCom\'s last message was signed with another Token than NUXT_WECOM_CALLBACK_TOKEN.',
        'zh-CN': '企业微信最近一条消息用的 Token 与 NUXT_WECOM_CALLBACK_TOKEN 不同。',
      },
      fix: CALLBACK_CHECKS.signature,
      where: PLACES.callback,
    },
    aesKey: {
      cause: {
        'en': 'WeCom\'s last message was encrypted with another key than NUXT_WECOM_CALLBACK_AES_KEY.',
        'zh-CN': '企业微信最近一条消息用的密钥与 NUXT_WECOM_CALLBACK_AES_KEY 不同。',
      },
      fix: CALLBACK_CHECKS.decryption,
      where: PLACES.callback,
    },
    refused: {
      cause: { 'en': 'WeCom\'s last message was refused.', 'zh-CN': '企业微信最近一条消息被拒绝。' },
      fix: CALLBACK_CHECKS.query,
      where: PLACES.callback,
    },
    aside: {
      cause: {
        'en': 'Events of WeCom are set aside, because processing them fails. What they report is missing here.',
        'zh-CN': '有企业微信事件处理失败，已搁置，其内容没有生效。',
      },
      fix: {
        'en': 'See the lines "an event of WeCom is set aside" in the log. The server tries them again each day, so '
          + 'install a newer version, or report the error. A week after the last failure this line ends.',
        'zh-CN': '查看日志中的 “an event of WeCom is set aside”。服务每天重试，请升级版本，或把错误报告给开发者。'
          + '最后一次失败一周后，此项消失。',
      },
      where: { 'en': 'the log of the server', 'zh-CN': '服务日志' },
    },
  },
  async run(context) {
    const { callbackToken: token, callbackAesKey: aesKey, corpId, siteOrigins } = context.config
    if (!token || !aesKey) {
      return skipped({
        'en': 'Not used (NUXT_WECOM_CALLBACK_TOKEN is empty).',
        'zh-CN': '未使用（NUXT_WECOM_CALLBACK_TOKEN 为空）。',
      })
    }
    const refusal = await lastRefusal(context)
    if (refusal) return refusal
    const now = (context.clock.wall() + context.wecom.skewMs()) / 1_000
    const { query, echo } = selfMadeCallback({ token, aesKey, corpId }, now)
    const page = await context.site.get(`${siteOrigins[0]}${PATH}?${query}`).catch(() => undefined)
    if (page?.text !== echo) return fail('lost', { evidence: page ? `HTTP ${page.status}` : NO_ANSWER })
    const aside = await context.evidence.read('callback-aside')
    if (aside.length > 0) return warn('aside', { evidence: evidenceLines(aside) })
    const [event] = await context.evidence.read('callback-event')
    return ok(event
      ? { 'en': `last event ${moment(event)}`, 'zh-CN': `最近事件 ${moment(event)}` }
      : { 'en': 'no event yet', 'zh-CN': '还没有事件' })
  },
})

/** A refusal after the last event; the next event ends it. Anyone can send a forged message: the text says so. */
async function lastRefusal({ evidence }: DoctorContext) {
  const [[refusal], [event]] = await Promise.all([evidence.read('callback-refusal'), evidence.read('callback-event')])
  if (!refusal || (event && event.lastAt >= refusal.lastAt)) return undefined
  const { name, count } = refusal
  const fix = isCallbackCheck(name) ? CALLBACK_CHECKS[name] : undefined
  const cause = name === 'signature' ? 'token' : name === 'decryption' ? 'aesKey' : 'refused'
  return fail(cause, { evidence: `${name}, ${count}×, ${moment(refusal)}`, fix })
}

function moment({ lastAt }: Occurrence): string {
  return new Date(lastAt).toISOString().replace(/\.\d+/, '')
}
