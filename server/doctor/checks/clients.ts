import { defineCheck, ok, warn } from '../check.ts'
import { evidenceLines } from '../evidence.ts'
import { PLACES } from '../../config/places.ts'

export const clients = defineCheck({
  id: 'clients',
  title: { 'en': 'Refusals of members\' clients', 'zh-CN': '成员客户端的拒绝' },
  steps: [8],
  needs: ({ config }) => config.redis ? ['redis'] : ['data-dir'],
  causes: {
    refused: {
      cause: {
        'en': 'Clients of members have lately refused this page or its signatures.',
        'zh-CN': '成员的客户端最近拒绝了本页面或它的签名。',
      },
      fix: {
        'en': 'Check that AgentId and Secret are of the same app, that its toolbar page is the address of '
          + 'NUXT_SITE_URL, and '
          + 'that its host is the trusted domain. It goes away a week after the last refusal.',
        'zh-CN': '确认 AgentId 与 Secret 属于同一应用，聊天工具栏页面是 NUXT_SITE_URL 的地址，且其主机是可信域名。'
          + '最后一次拒绝一周后此项自动消失。',
      },
      where: PLACES.toolbar,
    },
  },
  async run({ evidence }) {
    const refusals = await evidence.read('client-refusal')
    return refusals.length > 0 ? warn('refused', { evidence: evidenceLines(refusals) }) : ok()
  },
})
