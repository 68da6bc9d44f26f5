// The simulated WeCom of `../reminders.ts`: sends its environment when it has started, and then answers orders.
import { defaultScenario } from '../../simulator/scenarios/default.ts'
import { startSimulator } from '../../simulator/start.ts'

/** What the benchmark asks: to be down or up again, or what members have got. */
export type Order = 'down' | 'up' | 'delivered'

/** A card in the chat of a member with the app. */
export interface Delivered {
  taskId: string
  /** Milliseconds since 1970. */
  at: number
}

/** The answer to `delivered`, since the last one. */
export interface Delivery {
  cards: Delivered[]
  /** Calls of message/send, since the start. */
  calls: number
}

const PATH = '/cgi-bin/message/send'
const userIds = JSON.parse(process.argv[2]!) as string[]
const members = userIds.map(userId => ({ userId, name: userId, departmentIds: [1] }))
const scenario = { ...defaultScenario, members, customers: [], groups: [], chats: [] }
const ports = { port: 0, proxyPort: 0, appUrl: 'http://127.0.0.1:1' }
const { url, proxyUrl, appCredentials, world } = await startSimulator({ ...ports, scenario })
// Of the company, per API and minute: the benchmark sends in a minute what a company has hours for.
world.settings.callsPerMinute = 100_000
world.settings.callsPerMinutePerIp = 100_000

process.on('message', (order: Order) => {
  if (order === 'down') world.faults.replace([{ path: PATH, status: 502, body: 'Bad Gateway' }])
  if (order === 'up') world.faults.replace([])
  if (order !== 'delivered') return
  const apps = world.scenario.chats.filter(({ kind }) => kind === 'app')
  const cards = apps.flatMap(({ messages }) => messages.map(({ card, at }) => ({ taskId: card?.taskId ?? '', at })))
  for (const { messages } of apps) messages.length = 0
  process.send?.({ cards, calls: world.log.counts()[PATH] ?? 0 } satisfies Delivery)
})
process.on('disconnect', () => process.exit())
process.send?.({
  NUXT_SITE_URL: proxyUrl,
  NUXT_WECOM_CORP_ID: appCredentials.corpId,
  NUXT_WECOM_AGENT_ID: appCredentials.agentId,
  NUXT_WECOM_AGENT_SECRET: appCredentials.agentSecret,
  NUXT_WECOM_API_BASE: url,
})
