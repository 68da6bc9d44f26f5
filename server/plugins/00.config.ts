import { defineNitroPlugin } from 'nitropack/runtime'
import { setUpProblems } from '../errors/set-up-error.ts'
import { plainConnections, trustOwnCa, useConfig, useForwardProxy, useListenAddress } from '../services/config.ts'
import type { AppConfig } from '../services/config.ts'
import { useLog } from '../services/log.ts'
import { useServices } from '../services/services.ts'

/** The doctor where the sources are missing: in the image, and beside a copied `.output`. */
const DOCTOR = 'node .output/server/doctor.mjs'

/** The doctor has the same lines in both languages, each with its place. */
const MORE = `The setup check says where to find each value: npm run doctor
配置检查会用中文说明每个值在哪里找：npm run doctor -- --lang zh-CN
Without the sources: ${DOCTOR}; in Docker: docker compose run --rm sidebar ${DOCTOR}
没有源码时：${DOCTOR} --lang zh-CN；Docker：docker compose run --rm sidebar ${DOCTOR} --lang zh-CN
`

/**
 * Stops the process on a wrong configuration. It must be synchronous: Nitro only logs errors of async plugins, and the
 * server would then answer every request with an error.
 */
export default defineNitroPlugin(() => {
  try {
    trustOwnCa()
    useServices()
    useListenAddress()
    for (const { name } of plainConnections(useConfig())) {
      useLog().warn({ variable: name }, 'NUXT_ALLOW_INSECURE_HTTP: clear text to another machine')
    }
    if (isDivided(useConfig())) {
      useLog().warn({ variable: 'NUXT_DATABASE_URL' }, 'NUXT_REDIS_URL without NUXT_DATABASE_URL: machines share their '
      + 'sessions, but each has quick replies, identities, notes, timelines, stages, own fields, reminders and an '
      + 'audit of its own, and runs the full sync. Set it, or run one machine')
    }
    if (useForwardProxy()) useLog().info('WeCom and WeChat are asked through HTTP_PROXY or HTTPS_PROXY')
    if (hasUnknownProxy(useConfig())) {
      useLog().warn({ variable: 'NUXT_TRUSTED_PROXIES' }, 'clients cannot be told apart: name the proxy in front')
    }
  }
  catch (error) {
    const lines = setUpProblems(error)
    process.stderr.write(`wecom-sidebar cannot start:\n${lines.map(line => `  - ${line}\n`).join('')}${MORE}`)
    process.exit(1)
  }
})

/** Redis is for several processes; on several machines, their SQLite files are not the same. */
function isDivided({ redis, databaseUrl }: AppConfig): boolean {
  return redis !== undefined && databaseUrl === undefined
}

/** Something in front of this process ends TLS. Without its address, limits of clients do not hold. */
function hasUnknownProxy({ siteOrigins, trustedProxies }: AppConfig): boolean {
  return trustedProxies.length === 0 && siteOrigins.some(origin => origin.startsWith('https:'))
}
