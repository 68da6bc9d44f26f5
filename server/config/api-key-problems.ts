import { CUSTOMERS_OF_CORP } from '../../shared/api-scopes.ts'
import type { AppConfig } from './load-config.ts'

/** @returns what is wrong with keys that are right alone, one line per problem */
export function apiKeyProblems({ apiKeys, wechatApps }: Pick<AppConfig, 'apiKeys' | 'wechatApps'>): string[] {
  const known = [CUSTOMERS_OF_CORP, ...wechatApps.map(({ appId }) => appId)]
  return apiKeys.flatMap(({ id, apps, scopes }) => {
    const key = `NUXT_API_KEYS: the key "${id}"`
    return [
      ...apps?.some(app => !known.includes(app))
        ? [`${key} names an app that is not in NUXT_WECHAT_APPS: add it there, or correct "apps".`]
        : [],
      ...apps && scopes.includes('identities:erase')
        ? [`${key} has "apps", but identities:erase is about all accounts of a person: remove one of them.`]
        : [],
    ]
  })
}
