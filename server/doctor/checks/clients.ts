import { defineCheck, ok, warn } from '../check.ts'
import { evidenceLines } from '../evidence.ts'
import { PLACES } from '../../config/places.ts'

export const clients = defineCheck({
  id: 'clients',
  title: { 'en': 'Pages that members\' clients refuse', 'zh-CN': '被成员客户端拒绝的页面' },
  steps: [8],
  needs: ({ config }) => config.redis ? ['redis'] : ['data-dir'],
  causes: {
    refused: {
      cause: {
        'en': 'Clients of members have lately refused this page or its signatures.',
        'zh-CN': '成员的客户端最近拒绝了本页面或它的签名。',
      },
      fix: {
        'en': 'Check that AgentId and Secret belong to the same app, that its toolbar page is the address of '
          + 'NUXT_SITE_URL, and that the host of this address is the trusted domain. This line goes away a week after '
          + 'the last refusal.',
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
