import * as v from 'valibot'
import type { Advice } from '../errors/app-error.ts'
import { LIMITS } from '../limits/limit-table.ts'
import type { LimitName } from '../limits/limit-table.ts'
import { API_KEYS_FORM, apiKey } from './api-key.ts'
import { panel, PANELS_FORM } from './panel.ts'
import { PLACES } from './places.ts'
import { checkPostgresUrl } from './postgres-url.ts'
import { parseRedisUrl, REDIS_FORM } from './redis-address.ts'
import { STRONG_SECRET, strongSecret } from './strong-secret.ts'
import { addressRange, baseUrl, distinctBy, json, list, origins, serverUrl } from './schemas.ts'
import { WECHAT_APPS_FORM, wechatApp } from './wechat-app.ts'

/** One environment variable: how to read it, and what to tell the admin when it is wrong. */
export interface Variable<T> {
  name: string
  schema: v.GenericSchema<string, T>
  /** Used when the variable is unset or empty; a variable without a default is required, `null` means "off". */
  default?: string | null
  /** Secrets may come from a file named by `<name>_FILE` and are never echoed. */
  secret?: boolean
  /** Completes the sentence "<name> must be …". */
  expected: string
  /** Where the value comes from. */
  where?: Advice
}

const variable = <T>(definition: Variable<T>) => definition
/** A variable that may stay unset: its value is then undefined. */
const optional = <T>(definition: Omit<Variable<T>, 'default'>): Variable<T | undefined> =>
  ({ ...definition, default: null })

/** The base URL of one of Tencent's services; only tests, simulators and proxies change it. */
const upstreamBase = (name: string, publicBase: string) =>
  variable({ name, schema: baseUrl, default: publicBase, expected: 'an http(s) URL without query' })

const nonEmpty = v.pipe(v.string(), v.minLength(1))
const verificationCode = v.pipe(
  v.string(),
  v.regex(/^(?:WW_verify_)?[0-9a-zA-Z]{8,64}(?:\.txt)?$/),
  v.transform(bareCode),
)

const factor = v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(100)))
const limitFactors = v.strictObject(
  Object.fromEntries(Object.keys(LIMITS).map(name => [name, factor])) as Record<LimitName, typeof factor>,
)

/** The whole configuration, in the order in which problems are reported. `.env.example` explains each to the admin. */
export const VARIABLES = {
  corpId: variable({
    name: 'NUXT_WECOM_CORP_ID',
    schema: v.pipe(v.string(), v.regex(/^w[wx][0-9a-zA-Z]{8,40}$/)),
    expected: 'the corp ID, "ww" or "wx" followed by letters and digits',
    where: PLACES.corpId,
  }),
  agentId: variable({
    name: 'NUXT_WECOM_AGENT_ID',
    schema: v.pipe(v.string(), v.regex(/^[1-9]\d{0,9}$/)),
    expected: 'the AgentId of the self-built app, digits only',
    where: PLACES.agentId,
  }),
  agentSecret: variable({
    name: 'NUXT_WECOM_AGENT_SECRET',
    schema: v.pipe(v.string(), v.regex(/^[\w-]{16,128}$/)),
    secret: true,
    expected: 'the Secret of the same app: 16–128 letters, digits, "-" or "_"',
    where: PLACES.secret,
  }),
  siteOrigins: variable({
    name: 'NUXT_SITE_URL',
    schema: origins,
    expected: 'the public origin of this app, such as https://sidebar.example.com '
      + '(several: comma-separated, canonical first), without a path',
    where: PLACES.trustedDomain,
  }),
  sessionPasswords: variable({
    name: 'NUXT_SESSION_PASSWORD',
    schema: v.pipe(list, v.array(strongSecret), v.minLength(1)),
    secret: true,
    expected: `${STRONG_SECRET}, and without commas (to rotate it: the new one, a comma, the old one)`,
    where: { 'en': 'you: for example `openssl rand -hex 32`', 'zh-CN': '自行生成，例如 `openssl rand -hex 32`' },
  }),
  wecomApiBase: upstreamBase('NUXT_WECOM_API_BASE', 'https://qyapi.weixin.qq.com'),
  wecomOauthBase: upstreamBase('NUXT_WECOM_OAUTH_BASE', 'https://open.weixin.qq.com'),
  wecomSsoBase: upstreamBase('NUXT_WECOM_SSO_BASE', 'https://login.work.weixin.qq.com'),
  wechatApiBase: upstreamBase('NUXT_WECHAT_API_BASE', 'https://api.weixin.qq.com'),
  dataDir: variable({
    name: 'NUXT_DATA_DIR',
    schema: nonEmpty,
    default: './.data',
    expected: 'a folder this process may write',
  }),
  databaseUrl: optional({
    name: 'NUXT_DATABASE_URL',
    schema: serverUrl(checkPostgresUrl),
    secret: true,
    expected: 'empty (SQLite) or a postgres:// URL',
  }),
  redis: optional({
    name: 'NUXT_REDIS_URL',
    schema: serverUrl(parseRedisUrl),
    secret: true,
    expected: `empty, or ${REDIS_FORM}`,
  }),
  domainVerification: variable({
    name: 'NUXT_WECOM_DOMAIN_VERIFICATION',
    schema: v.pipe(list, v.array(verificationCode)),
    default: '',
    expected: 'the WW_verify_… code(s), comma-separated',
    where: PLACES.domainVerification,
  }),
  callbackToken: optional({
    name: 'NUXT_WECOM_CALLBACK_TOKEN',
    schema: v.pipe(v.string(), v.regex(/^[0-9a-zA-Z]{8,32}$/)),
    secret: true,
    expected: '8–32 letters and digits (Random (随机获取) makes a good one)',
    where: PLACES.callback,
  }),
  callbackAesKey: optional({
    name: 'NUXT_WECOM_CALLBACK_AES_KEY',
    schema: v.pipe(v.string(), v.regex(/^[0-9a-zA-Z]{43}$/)),
    secret: true,
    expected: 'exactly 43 letters and digits',
    where: PLACES.callback,
  }),
  wechatApps: variable({
    name: 'NUXT_WECHAT_APPS',
    schema: json(distinctBy('appId', wechatApp)),
    default: '[]',
    secret: true,
    expected: WECHAT_APPS_FORM,
  }),
  apiKeys: variable({
    name: 'NUXT_API_KEYS',
    schema: json(distinctBy('id', apiKey)),
    default: '[]',
    secret: true,
    expected: API_KEYS_FORM,
  }),
  panels: variable({
    name: 'NUXT_PANELS',
    schema: json(v.pipe(distinctBy('id', panel), v.maxLength(20))),
    default: '[]',
    secret: true,
    expected: PANELS_FORM,
  }),
  panelsAllowPrivate: variable({
    name: 'NUXT_PANELS_ALLOW_PRIVATE',
    schema: v.pipe(v.picklist(['false', 'true']), v.transform(text => text === 'true')),
    default: 'false',
    expected: 'true or false',
  }),
  identitySyncHours: variable({
    name: 'NUXT_IDENTITY_SYNC',
    schema: v.union([
      v.pipe(v.literal('off'), v.transform(() => 0)),
      v.pipe(v.string(), v.regex(/^[1-9]\d{0,2}$/), v.transform(Number), v.maxValue(720)),
    ]),
    default: '24',
    expected: '"off", or the hours from one full sync to the next, 1 to 720',
  }),
  auditDays: variable({
    name: 'NUXT_AUDIT_DAYS',
    schema: v.pipe(v.string(), v.regex(/^[1-9]\d{2,3}$/), v.transform(Number), v.minValue(183), v.maxValue(3_650)),
    default: '1095',
    expected: 'whole days from 183 to 3650',
  }),
  storyDays: variable({
    name: 'NUXT_STORY_DAYS',
    schema: v.pipe(v.string(), v.regex(/^[1-9]\d{1,3}$/), v.transform(Number), v.minValue(30), v.maxValue(3_650)),
    default: '1095',
    expected: 'whole days from 30 to 3650',
  }),
  measuredPages: variable({
    name: 'NUXT_MEASURED_PAGES',
    schema: v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.maxValue(100)),
    default: '10',
    expected: 'a whole percentage from 0 to 100',
  }),
  accessPolicy: variable({
    name: 'NUXT_ACCESS_POLICY',
    schema: v.picklist(['follower', 'corp']),
    default: 'follower',
    expected: '"follower" or "corp"',
  }),
  adminUserIds: variable({
    name: 'NUXT_ADMIN_USER_IDS',
    schema: list,
    default: '',
    expected: 'WeCom userids, comma-separated',
  }),
  trustedProxies: variable({
    name: 'NUXT_TRUSTED_PROXIES',
    schema: v.pipe(list, v.array(addressRange)),
    default: '',
    expected: 'IP addresses or CIDR ranges, comma-separated',
  }),
  limitFactors: variable({
    name: 'NUXT_LIMITS',
    schema: json(limitFactors),
    default: '{}',
    expected: 'a JSON object of limits (docs/security.md) and what to multiply them by, from 0.1 to 100, such as '
      + '{"customers": 2}',
  }),
  allowInsecureHttp: variable({
    name: 'NUXT_ALLOW_INSECURE_HTTP',
    schema: v.pipe(v.picklist(['0', '1']), v.transform(text => text === '1')),
    default: '0',
    expected: '1 or 0',
  }),
  setUpLink: variable({
    name: 'NUXT_SETUP_LINK',
    schema: v.pipe(v.picklist(['0', '1']), v.transform(text => text === '1')),
    default: '0',
    expected: '1 or 0',
  }),
  drainSeconds: variable({
    name: 'NUXT_DRAIN_SECONDS',
    schema: v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), v.maxValue(60)),
    default: '5',
    expected: 'whole seconds from 0 to 60',
  }),
  keepAliveSeconds: variable({
    name: 'NUXT_KEEP_ALIVE_SECONDS',
    schema: v.pipe(v.string(), v.regex(/^[1-9]\d{0,2}$/), v.transform(Number), v.maxValue(900)),
    default: '75',
    expected: 'whole seconds from 1 to 900',
  }),
  logLevel: variable({
    name: 'NUXT_LOG_LEVEL',
    schema: v.picklist(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']),
    default: 'info',
    expected: 'one of silent, fatal, error, warn, info, debug, trace',
  }),
}

/** `WW_verify_abc.txt` → `abc`: admins paste the file name, with or without .txt, or only the code. */
function bareCode(text: string): string {
  return text.replace(/^WW_verify_|\.txt$/g, '')
}
