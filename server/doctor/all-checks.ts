import type { Check } from './check.ts'
import { agent } from './checks/agent.ts'
import { apiBase } from './checks/api-base.ts'
import { audit } from './checks/audit.ts'
import { callback } from './checks/callback.ts'
import { clients } from './checks/clients.ts'
import { clock } from './checks/clock.ts'
import { config } from './checks/config.ts'
import { credentials } from './checks/credentials.ts'
import { customerContact } from './checks/customer-contact.ts'
import { dataDir } from './checks/data-dir.ts'
import { database } from './checks/database.ts'
import { domainVerification } from './checks/domain-verification.ts'
import { fleet } from './checks/fleet.ts'
import { network } from './checks/network.ts'
import { oauth } from './checks/oauth.ts'
import { pageSpeed } from './checks/page-speed.ts'
import { panels } from './checks/panels.ts'
import { proxyHeaders } from './checks/proxy-headers.ts'
import { redis } from './checks/redis.ts'
import { refusals } from './checks/refusals.ts'
import { session } from './checks/session.ts'
import { signature } from './checks/signature.ts'
import { site } from './checks/site.ts'
import { sync } from './checks/sync.ts'
import { tickets } from './checks/tickets.ts'
import { trustedIp } from './checks/trusted-ip.ts'
import { unionId } from './checks/union-id.ts'
import { version } from './checks/version.ts'
import { wechatApps } from './checks/wechat-apps.ts'

/** Every check, in the order of the report: this machine, the way to WeCom, the app, the site, what is optional. */
export const ALL_CHECKS: readonly Check[] = [
  config, version, dataDir, redis, database, session, network, clock, apiBase, credentials, trustedIp, agent, tickets,
  signature, site, proxyHeaders, domainVerification, oauth, customerContact, unionId, callback, wechatApps, fleet, sync,
  clients, refusals, panels, audit,
  pageSpeed,
]
