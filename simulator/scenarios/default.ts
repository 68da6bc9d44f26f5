import type { Scenario } from './scenario.ts'
import { healthySettings } from './settings.ts'
import { chats } from './default/chats.ts'
import { manyFollowers, stranger, visitor, wecomCustomer, withUnionId, withoutUnionId } from './default/customers.ts'
import { decorationGroup } from './default/group.ts'
import { departments, members } from './default/members.ts'
import { ordinaryCustomers } from './default/ordinary-customers.ts'
import { tagGroups } from './default/tags.ts'
import { wechatApps } from './default/wechat-apps.ts'

/**
 * A furniture shop with each kind of conversation. All people are invented. Chat ids: `with-unionid`,
 * `without-unionid`, `wecom-customer`, `many-followers`, `group`, `stranger`, `customer-service`, `internal`,
 * `ordinary-01` … `ordinary-24`.
 */
export const defaultScenario: Scenario = {
  name: 'default',
  corp: { corpId: 'ww5e1a0c7b39d24f68', name: '春山家居' },
  apps: [
    { agentId: 1000002, agentSecret: 'simulated-agent-secret-of-the-sidebar-00001', name: '客户侧边栏' },
    { agentId: 1000003, agentSecret: 'simulated-agent-secret-of-another-app-00002', name: '考勤打卡' },
  ],
  departments,
  members,
  tagGroups,
  customers: [withUnionId, withoutUnionId, wecomCustomer, manyFollowers, stranger, visitor, ...ordinaryCustomers],
  groups: [decorationGroup],
  chats,
  wechatApps,
  settings: healthySettings,
}

export default defaultScenario
