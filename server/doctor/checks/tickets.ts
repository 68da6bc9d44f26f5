import { UpstreamRefusedError } from '../../upstream/upstream-error.ts'
import { ADVICE } from '../../wecom/advice.ts'
import { defineCheck, fail, ok } from '../check.ts'
import { PLACES } from '../../config/places.ts'
import { failureOf, saidBy } from '../refusal.ts'

export const tickets = defineCheck({
  id: 'tickets',
  title: { 'en': 'JS-SDK tickets', 'zh-CN': 'JS-SDK ticket' },
  steps: [8],
  needs: () => ['agent'],
  causes: {
    refused: {
      cause: {
        'en': 'WeCom refuses a ticket: without it, the client accepts no page of the sidebar.',
        'zh-CN': '企业微信拒绝发放 ticket：没有它，客户端不接受侧边栏页面。',
      },
      fix: ADVICE.agent,
      where: PLACES.agentId,
    },
  },
  async run({ wecom }) {
    const failures = await Promise.all([wecom.corpTicket(), wecom.agentTicket()].map(failureOf))
    const error = failures.find(one => one !== undefined)
    if (error === undefined) return ok('jsapi_ticket, agent_config')
    if (!(error instanceof UpstreamRefusedError)) throw error
    return fail('refused', saidBy(error))
  },
})
