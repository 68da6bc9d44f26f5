import { defineCheck, fail, ok, skipped } from '../check.ts'
import { PLACES } from '../../config/places.ts'

export const domainVerification = defineCheck({
  id: 'domain-verification',
  title: { 'en': 'Verification file of the domain', 'zh-CN': '域名校验文件' },
  steps: [4],
  variables: ['domainVerification'],
  needs: () => ['site'],
  causes: {
    missing: {
      cause: {
        'en': 'The file WW_verify_….txt is not served at the public address.',
        'zh-CN': '在对外地址上取不到 WW_verify_….txt 文件。',
      },
      fix: {
        'en': 'Let the reverse proxy pass /WW_verify_….txt to this server, and restart it after changing '
          + 'NUXT_WECOM_DOMAIN_VERIFICATION.',
        'zh-CN': '让反向代理把 /WW_verify_….txt 转发到本服务；修改 NUXT_WECOM_DOMAIN_VERIFICATION 后要重启。',
      },
      where: PLACES.domainVerification,
    },
  },
  async run({ config: { domainVerification: codes, siteOrigins }, site }) {
    if (codes.length === 0) {
      return skipped({
        'en': 'Not used (NUXT_WECOM_DOMAIN_VERIFICATION is empty).',
        'zh-CN': '未使用（NUXT_WECOM_DOMAIN_VERIFICATION 为空）。',
      })
    }
    for (const code of codes) {
      const path = `/WW_verify_${code}.txt`
      const page = await site.get(`${siteOrigins[0]}${path}`).catch(() => undefined)
      if (page?.status !== 200 || page.text !== code) {
        return fail('missing', {
          evidence: page
            ? `${path}: HTTP ${page.status}`
            : { 'en': `${path}: no answer`, 'zh-CN': `${path}：无应答` },
        })
      }
    }
    return ok(codes.map(code => `/WW_verify_${code}.txt`).join(', '))
  },
})
