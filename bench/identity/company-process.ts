// The simulator of `company.ts`: sends its environment when it has started.
import { randomScenario } from '../../simulator/scenarios/random.ts'
import { startSimulator } from '../../simulator/start.ts'

const [customers, seed = ''] = process.argv.slice(2)
const scenario = randomScenario(Number(customers), seed)
const ports = { port: 0, proxyPort: 0, appUrl: 'http://127.0.0.1:1' }
const { url, proxyUrl, appCredentials, world } = await startSimulator({ ...ports, scenario })
process.on('message', () => process.send?.(world.log.counts()['/cgi-bin/externalcontact/batch/get_by_user'] ?? 0))
process.on('disconnect', () => process.exit())
process.send?.({
  NUXT_SITE_URL: proxyUrl,
  NUXT_WECOM_CORP_ID: appCredentials.corpId,
  NUXT_WECOM_AGENT_ID: appCredentials.agentId,
  NUXT_WECOM_AGENT_SECRET: appCredentials.agentSecret,
  NUXT_WECOM_API_BASE: url,
})
