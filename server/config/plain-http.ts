import type { AppConfig } from './load-config.ts'
import { isHttpPanel } from './panel.ts'

/** Connections that somebody between two machines could read: the variable and what it should be instead. */
const CONNECTIONS: { name: string, of: (config: AppConfig) => readonly string[], instead: string }[] = [
  { name: 'NUXT_SITE_URL', of: config => config.siteOrigins, instead: 'https://' },
  { name: 'NUXT_WECOM_API_BASE', of: config => [config.wecomApiBase], instead: 'https://' },
  { name: 'NUXT_WECOM_OAUTH_BASE', of: config => [config.wecomOauthBase], instead: 'https://' },
  { name: 'NUXT_WECOM_SSO_BASE', of: config => [config.wecomSsoBase], instead: 'https://' },
  { name: 'NUXT_WECHAT_API_BASE', of: config => [config.wechatApiBase], instead: 'https://' },
  {
    name: 'NUXT_WECHAT_APPS',
    of: ({ wechatApps }) => wechatApps.flatMap(({ origins = [] }) => origins),
    instead: 'https:// in "origins"',
  },
  { name: 'NUXT_PANELS', of: ({ panels }) => panels.filter(isHttpPanel).map(({ url }) => url), instead: 'https:// in "url"' },
  {
    name: 'NUXT_REDIS_URL',
    of: ({ redis }) => redis?.nodes.map(({ host }) => {
      return `${redis.tls ? 'rediss' : 'redis'}://${host.includes(':') ? `[${host}]` : host}`
    }) ?? [],
    instead: 'rediss:// (rediss-sentinel://, rediss-cluster://)',
  },
  {
    name: 'NUXT_DATABASE_URL',
    of: ({ databaseUrl }) => databaseUrl ? [databaseUrl] : [],
    instead: '?sslmode=verify-full at its end',
  },
]

/** A variable whose connection leaves this machine, and is not encrypted or not with the right server. */
export interface PlainConnection {
  name: string
  /** What the URL should have. */
  instead: string
}

/** @returns the variables with connections to other machines that somebody in between could read */
export function plainConnections(config: AppConfig): PlainConnection[] {
  return CONNECTIONS
    .filter(({ of }) => of(config).map(text => new URL(text)).some(url => isPlain(url) && !isThisMachine(url)))
    .map(({ name, instead }) => ({ name, instead }))
}

function isPlain({ protocol, searchParams }: URL): boolean {
  // The other modes do not check the certificate, or will not in the next version of the driver.
  if (protocol.startsWith('postgres')) return searchParams.get('sslmode') !== 'verify-full'
  return protocol === 'http:' || protocol === 'redis:'
}

/** An empty host is a socket file. */
function isThisMachine({ hostname }: URL): boolean {
  return hostname === '' || hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
