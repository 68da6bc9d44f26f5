import { UpstreamUnavailableError } from '../../upstream/upstream-error.ts'
import { defineCheck, fail, ok } from '../check.ts'
import { variable } from '../../config/places.ts'
import { failureOf } from '../refusal.ts'

const where = variable('NUXT_WECOM_API_BASE')

export const apiBase = defineCheck({
  id: 'api-base',
  title: { 'en': 'Address of WeCom\'s API', 'zh-CN': '企业微信 API 地址' },
  variables: ['wecomApiBase'],
  needs: () => ['network'],
  causes: {
    cgiBin: {
      cause: {
        'en': 'NUXT_WECOM_API_BASE ends in /cgi-bin, which is added to it once more.',
        'zh-CN': 'NUXT_WECOM_API_BASE 以 /cgi-bin 结尾，而程序会再加一次。',
      },
      fix: { 'en': 'Remove /cgi-bin from the end, and restart.', 'zh-CN': '去掉末尾的 /cgi-bin 并重启。' },
      where,
    },
    foreign: {
      cause: { 'en': 'What answers at this address is not WeCom.', 'zh-CN': '该地址上应答的不是企业微信。' },
      fix: {
        'en': 'Use https://qyapi.weixin.qq.com, or a reverse proxy that passes /cgi-bin/ with its query to it.',
        'zh-CN': '使用 https://qyapi.weixin.qq.com，或能把 /cgi-bin/ 连同查询参数转发给它的反向代理。',
      },
      where,
    },
    paths: {
      cause: {
        'en': 'The reverse proxy before WeCom\'s API does not pass all paths.',
        'zh-CN': '企业微信 API 前面的反向代理没有放行所有路径。',
      },
      fix: {
        'en': 'Let it pass every path below /cgi-bin/, GET and POST.',
        'zh-CN': '让它放行 /cgi-bin/ 下的所有路径，GET 和 POST 都要。',
      },
      where: { 'en': 'the reverse proxy of NUXT_WECOM_API_BASE', 'zh-CN': 'NUXT_WECOM_API_BASE 的反向代理' },
    },
  },
  async run({ config: { wecomApiBase }, wecom }) {
    if (new URL(wecomApiBase).pathname.endsWith('/cgi-bin')) return fail('cgiBin', { evidence: wecomApiBase })
    const error = await failureOf(wecom.token())
    if (error instanceof UpstreamUnavailableError) return fail('foreign', { evidence: error.message })
    if (error !== undefined) return ok(wecomApiBase)
    const calls = [wecom.agent(), wecom.corpTicket(), wecom.agentTicket(), wecom.serviceMembers(), wecom.customers()]
    const unavailable = (await Promise.all(calls.map(failureOf))).filter(one => one instanceof UpstreamUnavailableError)
    if (unavailable.length === 0) return ok(wecomApiBase)
    const endpoints = new Set(unavailable.map(({ endpoint, reason }) => `${endpoint} (${reason})`))
    return fail('paths', { evidence: [...endpoints].join(', ') })
  },
})
