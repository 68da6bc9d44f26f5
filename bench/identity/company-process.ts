// The simulator of `company.ts`: tells its environment when it is up.
import { randomScenario } from '../../simulator/scenarios/random.ts'
import { startSimulator } from '../../simulator/start.ts'

const [customers, seed = ''] = process.argv.slice(2)
const { url, proxyUrl, appCredentials, world } = await startSimulator({ port: 0, proxyPort: 0, appUrl: 'http://127.0.0.1:1', scenario: randomScenario(Number(customers), seed) })
process.on('message', () => process.send?.(world.log.counts()['/cgi-bin/externalcontact/batch/get_by_user'] ?? 0))
process.on('disconnect', () => process.exit())
process.send?.({
  NUXT_SITE_URL: proxyUrl,
  NUXT_WECOM_CORP_ID: appCredentials.corpId,
  NUXT_WECOM_AGENT_ID: appCredentials.agentId,
  NUXT_WECOM_AGENT_SECRET: appCredentials.agentSecret,
  NUXT_WECOM_API_BASE: url,
})
