import { UpstreamRefusedError } from '../../upstream/upstream-error.ts'
import { ADVICE } from '../../wecom/advice.ts'
import { defineCheck, fail, ok } from '../check.ts'
import { PLACES } from '../../config/places.ts'
import { saidBy } from '../refusal.ts'

/** The token is not of this app, or there is no such app. */
const OTHER_APP = [301002, 40056, 60011]
const DISABLED = [50003, 50006, 60031]

export const agent = defineCheck({
  id: 'agent',
  title: { 'en': 'App: AgentId, enabled, allowed users', 'zh-CN': '应用：AgentId、启用、可见范围' },
  steps: [1],
  variables: ['agentId'],
  needs: () => ['trusted-ip'],
  causes: {
    otherApp: {
      cause: {
        'en': 'NUXT_WECOM_AGENT_ID and NUXT_WECOM_AGENT_SECRET belong to different apps.',
        'zh-CN': 'NUXT_WECOM_AGENT_ID 与 NUXT_WECOM_AGENT_SECRET 不属于同一个应用。',
      },
      fix: {
        'en': 'Copy both from the page of the same app, and restart.',
        'zh-CN': '从同一个应用的页面复制这两个值，然后重启。',
      },
      where: PLACES.agentId,
    },
    disabled: {
      cause: { 'en': 'The app is disabled.', 'zh-CN': '应用已停用。' },
      fix: ADVICE.enableApp,
      where: PLACES.enabled,
    },
    invisible: {
      cause: {
        'en': 'Allowed users (可见范围) of the app is empty: no member can use it.',
        'zh-CN': '应用的可见范围为空：没有成员能使用它。',
      },
      fix: {
        'en': 'Add the departments or members who will use the sidebar to Allowed users (可见范围).',
        'zh-CN': '把使用侧边栏的部门或成员加入可见范围。',
      },
      where: PLACES.visibleRange,
    },
    refused: {
      cause: { 'en': 'WeCom refuses to describe the app.', 'zh-CN': '企业微信拒绝提供应用信息。' },
      fix: ADVICE.agent,
      where: PLACES.agentId,
    },
  },
  async run({ wecom }) {
    try {
      const { name, enabled, userIds, hasGroups } = await wecom.agent()
      if (!enabled) return fail('disabled', { evidence: name })
      return userIds.length === 0 && !hasGroups ? fail('invisible', { evidence: name }) : ok(name)
    }
    catch (error) {
      if (!(error instanceof UpstreamRefusedError)) throw error
      const said = saidBy(error)
      if (OTHER_APP.includes(error.errcode)) return fail('otherApp', { evidence: said.evidence })
      return DISABLED.includes(error.errcode) ? fail('disabled', { evidence: said.evidence }) : fail('refused', said)
    }
  },
})
