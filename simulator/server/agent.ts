import type { Endpoint } from './endpoint.ts'
import { Refusal } from './refusal.ts'

/** doc 90227: an app describes itself; with the token of another app, WeCom refuses. */
export const getAgent: Endpoint = {
  path: '/cgi-bin/agent/get',
  doc: 90227,
  access: 'token',
  answer({ world: { scenario, settings }, app, query }) {
    const agentId = query.get('agentid')
    if (!scenario.apps.some(one => String(one.agentId) === agentId)) throw new Refusal(40056, 'there is no such app')
    if (String(app.agentId) !== agentId) throw new Refusal(301002, 'the access_token belongs to another app')
    const userIds = settings.visibleUserIds === 'all' ? [] : settings.visibleUserIds
    return {
      agentid: app.agentId,
      name: app.name,
      description: '',
      allow_userinfos: { user: userIds.map(userid => ({ userid })) },
      allow_partys: { partyid: settings.visibleUserIds === 'all' ? [1] : [] },
      allow_tags: { tagid: [] },
      close: settings.appEnabled ? 0 : 1,
      redirect_domain: settings.trustedDomains[0] ?? '',
      report_location_flag: 0,
      isreportenter: 0,
      home_url: '',
    }
  },
}
