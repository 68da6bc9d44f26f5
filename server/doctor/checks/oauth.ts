import { ADVICE } from '../../wecom/advice.ts'
import { defineCheck, fail, ok, skipped } from '../check.ts'
import { PLACES } from '../../config/places.ts'

export const oauth = defineCheck({
  id: 'oauth',
  title: { 'en': 'Trusted domain for the sign-in', 'zh-CN': '登录用的可信域名' },
  steps: [4, 11],
  variables: ['wecomOauthBase', 'wecomSsoBase'],
  needs: () => ['agent'],
  causes: {
    domain: {
      cause: {
        'en': 'The host of NUXT_SITE_URL is not the trusted domain of the app: WeCom refuses the sign-in (50001).',
        'zh-CN': 'NUXT_SITE_URL 的主机不是应用的可信域名：企业微信会拒绝登录（50001）。',
      },
      fix: ADVICE.trustedDomain,
      where: PLACES.trustedDomain,
    },
  },
  async run({ config: { siteOrigins }, wecom }) {
    const { redirectDomain } = await wecom.agent()
    if (redirectDomain === undefined) return skipped({
      'en': 'WeCom does not tell the trusted domain.', 'zh-CN': '企业微信没有返回可信域名。',
    })
    const hosts = siteOrigins.map(origin => new URL(origin).host)
    const evidence = {
      'en': `trusted domain: ${redirectDomain || 'none'}; NUXT_SITE_URL: ${hosts.join(', ')}`,
      'zh-CN': `可信域名：${redirectDomain || '无'}；NUXT_SITE_URL：${hosts.join('、')}`,
    }
    return hosts.includes(redirectDomain.toLowerCase()) ? ok(evidence) : fail('domain', { evidence })
  },
})
