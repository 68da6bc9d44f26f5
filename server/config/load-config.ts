import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { SetUpError } from '../errors/set-up-error.ts'
import { apiKeyProblems } from './api-key-problems.ts'
import { plainConnections } from './plain-http.ts'
import { VARIABLES } from './variables.ts'
import type { Variable } from './variables.ts'

type ValueOf<D> = D extends Variable<infer T> ? T : never

/** The parsed configuration: every value of `VARIABLES`, typed. */
export type AppConfig = Readonly<{ [K in keyof typeof VARIABLES]: ValueOf<typeof VARIABLES[K]> }>

/** Thrown when at least one variable is wrong or missing. */
export class ConfigError extends SetUpError {
  override readonly name = 'ConfigError'
}

export type Environment = Record<string, string | undefined>

type ReadFile = (path: string) => string
const readText: ReadFile = path => readFileSync(path, 'utf8')

/**
 * Reads and checks the whole configuration, synchronously, so that a wrong value stops the boot.
 * It reads the environment itself: Nuxt's runtimeConfig turns an all-digit secret into a number and loses digits.
 *
 * @param environment usually `process.env`
 * @param readFile reads the file named by a `<name>_FILE` variable; throws when it cannot
 * @throws {ConfigError} with one line per wrong variable
 */
export function loadConfig(environment: Environment, readFile = readText): AppConfig {
  const problems: string[] = []
  const config: Record<string, unknown> = {}
  for (const [key, variable] of Object.entries(VARIABLES)) {
    const outcome = readVariable(variable, environment, readFile)
    if ('problem' in outcome) problems.push(outcome.problem)
    else config[key] = outcome.value
  }
  const isSet = (name: string) => Boolean(environment[name] || environment[`${name}_FILE`])
  if (isSet('NUXT_WECOM_CALLBACK_TOKEN') !== isSet('NUXT_WECOM_CALLBACK_AES_KEY')) {
    problems.push('NUXT_WECOM_CALLBACK_TOKEN and NUXT_WECOM_CALLBACK_AES_KEY must be set together.')
  }
  if (problems.length === 0) problems.push(...problemsTogether(config as AppConfig))
  if (problems.length) throw new ConfigError(problems)
  return Object.freeze(config) as AppConfig
}

/** Problems of values that are right alone, but not with the others. */
function problemsTogether(config: AppConfig): string[] {
  const plain = config.allowInsecureHttp ? [] : plainConnections(config)
  return [
    ...plain.map(({ name, instead }) => `${name} is not encrypted or not checked, and leaves this machine: use `
      + `${instead}, or allow it with NUXT_ALLOW_INSECURE_HTTP=1.`),
    ...hasEqualSecrets(config)
      ? ['Two secrets are the same text: make a new one for NUXT_SESSION_PASSWORD or for the key in NUXT_API_KEYS.']
      : [],
    ...apiKeyProblems(config),
  ]
}

/** A secret that another system knows must open nothing here. */
function hasEqualSecrets(
  { sessionPasswords, apiKeys, agentSecret, callbackAesKey, wechatApps, panels }: AppConfig,
): boolean {
  const ours = [...sessionPasswords, ...apiKeys.flatMap(({ secrets }) => secrets)]
  const theirs = [agentSecret, callbackAesKey, ...wechatApps.map(({ secret }) => secret),
    ...panels.flatMap(({ secrets }) => secrets)]
  return new Set(ours).size < ours.length || theirs.some(secret => secret !== undefined && ours.includes(secret))
}

type Outcome = { value: unknown } | { problem: string }

function readVariable(variable: Variable<unknown>, environment: Environment, readFile: ReadFile): Outcome {
  const { name, secret, expected, where } = variable
  let text = environment[name]?.trim()
  const path = secret ? environment[`${name}_FILE`]?.trim() : undefined
  if (path) {
    if (text) return { problem: `${name} and ${name}_FILE are both set: keep one.` }
    try {
      text = readFile(path).trim()
    }
    catch {
      return { problem: `${name}_FILE names a file that cannot be read: check the path and its permissions.` }
    }
  }
  const source = where ? ` Where it comes from: ${where.en}.` : ''
  if (!text) {
    if (variable.default === undefined) return { problem: `${name} is required: it must be ${expected}.${source}` }
    if (variable.default === null) return { value: undefined }
    text = variable.default
  }
  const parsed = v.safeParse(variable.schema, text)
  if (parsed.success) return { value: parsed.output }
  const [issue] = parsed.issues
  // Only our own parsers say what is wrong without quoting the value.
  const reason = issue.type === 'raw_transform' ? ` It ${issue.message}.` : ''
  return { problem: `${name} is wrong: it must be ${expected}.${reason}${placeOf(issue)}${source}` }
}

/** Where in a JSON list the first mistake is. The name of a field that does not exist could be a secret. */
function placeOf({ expected, path }: v.BaseIssue<unknown>): string {
  const known = path?.slice(0, expected === 'never' ? -1 : undefined) ?? []
  const names = known.map(({ key }) => typeof key === 'number' ? `[${key}]` : `.${String(key)}`)
  return names.length > 0 ? ` Look at: ${names.join('')}.` : ''
}
