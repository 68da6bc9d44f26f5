// One process of `fleet.ts`: sends due reminders as a server does, with its services, until it is killed.
import { setTimeout as sleep } from 'node:timers/promises'
import { windowsOf } from '../../server/limits/limit-table.ts'
import { useConfig } from '../../server/services/config.ts'
import { createReminderServices } from '../../server/services/reminders.ts'
import { openVaults } from '../../server/services/vaults.ts'
import { stretch } from '../../server/storage/root-keys.ts'
import { openSqlDatabase } from '../../server/storage/sql/sql-database.ts'
import { createQuietPeople } from '../../server/story/quiet-people.ts'
import { AppError } from '../../server/errors/app-error.ts'
import { createTransport } from '../../server/upstream/transport.ts'
import { createWecomClient } from '../../server/wecom/client.ts'

const config = useConfig()
const { corpId, agentId, agentSecret, wecomApiBase: apiBase, databaseUrl, dataDir } = config
const clock = { wall: Date.now, monotonic: () => performance.now(), sleep: (ms: number) => sleep(ms) }
const { credentials } = openVaults(config, stretch(config.sessionPasswords))
const wecom = createWecomClient({
  corpId, agentId, agentSecret, apiBase, vault: credentials, clock, onRefreshFailure: () => {},
  fetch: createTransport(undefined), ceiling: windowsOf('wecomCalls', config.limitFactors),
})
const database = openSqlDatabase({ databaseUrl, folder: dataDir })
const { sender } = createReminderServices({
  config, database, wecom, changes: { announce: () => {} }, clock,
  quietPeople: createQuietPeople({
    database, corpId, now: clock.wall, subjectsOfAll: async asked => asked.map(one => [one]),
  }),
  source: { recent: async () => Promise.reject(new AppError('customer_not_found')) },
})
// A server has its token long before a reminder is due.
await wecom.credentials.accessToken.get()
sender.start()
process.on('disconnect', () => process.exit())
process.send?.('ready')
