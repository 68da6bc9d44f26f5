import { networkInterfaces } from 'node:os'
import { forwardProxy } from '../../config/forward-proxy.ts'
import { UpstreamRefusedError } from '../../upstream/upstream-error.ts'
import { ADVICE } from '../../wecom/advice.ts'
import { defineCheck, fail, ok } from '../check.ts'
import type { DoctorContext } from '../context.ts'
import { PLACES } from '../../config/places.ts'
import { failureOf } from '../refusal.ts'

const ERRCODES = [60020, 301042]
const WECOM_HOST = 'qyapi.weixin.qq.com'

export const trustedIp = defineCheck({
  id: 'trusted-ip',
  title: { 'en': 'Trusted IP', 'zh-CN': '企业可信IP' },
  steps: [5],
  needs: () => ['credentials'],
  causes: {
    untrusted: {
      cause: {
        'en': 'The outgoing IP of this server is not in Company\'s Trusted IP (企业可信IP).',
        'zh-CN': '本服务器的出口 IP 不在企业可信IP 中。',
      },
      fix: ADVICE.trustedIp,
      where: PLACES.trustedIp,
    },
    proxy: {
      cause: {
        'en': 'Calls go through a proxy, and WeCom sees the address of the proxy, which is not in Company\'s Trusted '
          + 'IP (企业可信IP).',
        'zh-CN': '调用经过代理，企业微信看到的是代理的地址，而它不在企业可信IP 中。',
      },
      fix: {
        'en': 'Add the address that WeCom sees (above), not that of this server, to Company\'s Trusted IP '
          + '(企业可信IP); it takes effect after about one minute.',
        'zh-CN': '把企业微信看到的地址（见上）而不是本服务器的地址加入企业可信IP，约一分钟后生效。',
      },
      where: PLACES.trustedIp,
    },
  },
  async run(context) {
    const { wecom } = context
    const failures = await Promise.all([wecom.agent(), wecom.serviceMembers(), wecom.corpTicket()].map(failureOf))
    const refusal = failures.find(error => error instanceof UpstreamRefusedError && ERRCODES.includes(error.errcode))
    if (!(refusal instanceof UpstreamRefusedError)) return ok()
    const { callerIp = '?' } = refusal.said
    return fail(isProxied(context) && !isOwn(callerIp) ? 'proxy' : 'untrusted', {
      evidence: {
        'en': `errcode ${refusal.errcode}; WeCom sees ${callerIp}`,
        'zh-CN': `errcode ${refusal.errcode}；企业微信看到的地址：${callerIp}`,
      },
    })
  },
})

function isProxied({ config, environment }: DoctorContext): boolean {
  return new URL(config.wecomApiBase).hostname !== WECOM_HOST || forwardProxy(environment) !== undefined
}

/** Whether it is an address of this machine. A server behind NAT does not know its own. */
function isOwn(address: string): boolean {
  return Object.values(networkInterfaces()).flat().some(one => one?.address === address)
}
