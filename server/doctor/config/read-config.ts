import { forwardProxy } from '../../config/forward-proxy.ts'
import { listenAddress } from '../../config/listen-address.ts'
import { ConfigError, loadConfig } from '../../config/load-config.ts'
import type { AppConfig, Environment } from '../../config/load-config.ts'
import { plainConnections } from '../../config/plain-http.ts'
import { VARIABLES } from '../../config/variables.ts'
import type { Advice } from '../../errors/app-error.ts'
import { inChinese } from './in-chinese.ts'

/** The configuration, or what is wrong with it, one line per problem. */
export type ReadConfig
  = | { config: AppConfig, plainVariables: string[] }
    | { problems: Advice }

/**
 * Reads the configuration as the server does, with one difference: a connection in clear text, which stops the server,
 * is a matter of the check whose connection it is.
 */
export function readConfig(environment: Environment): ReadConfig {
  const problems: string[] = []
  const collect = <T>(read: () => T): T | undefined => {
    try {
      return read()
    }
    catch (error) {
      if (!(error instanceof ConfigError)) throw error
      problems.push(...error.problems)
      return undefined
    }
  }
  const config = collect(() => loadConfig(lenient(environment)))
  collect(() => forwardProxy(environment))
  collect(() => listenAddress(environment))
  if (!config || problems.length > 0) return { problems: bothLanguages(problems, environment) }
  const isAllowed = environment.NUXT_ALLOW_INSECURE_HTTP?.trim() === '1'
  return { config, plainVariables: isAllowed ? [] : plainConnections(config).map(({ name }) => name) }
}

/** A wrong value of the variable itself is still found. */
function lenient(environment: Environment): Environment {
  const isDefault = ['', '0', undefined].includes(environment.NUXT_ALLOW_INSECURE_HTTP?.trim())
  return isDefault ? { ...environment, NUXT_ALLOW_INSECURE_HTTP: '1' } : environment
}

function bothLanguages(problems: readonly string[], environment: Environment): Advice {
  const unknown = unknownNames(environment)
  const typing = unknown.length === 0
    ? { 'en': [], 'zh-CN': [] }
    : { 'en': [`Not known, perhaps misspelt: ${unknown.join(', ')}.`],
        'zh-CN': [`没有这些变量，可能拼写有误：${unknown.join('、')}。`] }
  return {
    'en': [...problems, ...typing.en].join('\n'),
    'zh-CN': [...problems.map(inChinese), ...typing['zh-CN']].join('\n'),
  }
}

/** Names that begin like ours, but are none: a typing mistake otherwise shows only as a missing value. */
export function unknownNames(environment: Environment): string[] {
  const known = new Set(Object.values(VARIABLES).flatMap(({ name }) => [name, `${name}_FILE`]))
  return Object.keys(environment).filter(name =>
    /^NUXT_(?!APP_|PUBLIC_|TELEMETRY|SETUP_LINK$)/.test(name) && !known.has(name))
}
