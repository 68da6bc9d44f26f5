import type { VARIABLES } from '../../config/variables.ts'

/** What each variable must be, in Chinese; `expected` in the table of variables is the same in English. */
export const FORMS_ZH: Record<keyof typeof VARIABLES, string> = {
  corpId: '企业ID，以 ww 或 wx 开头，后接字母和数字',
  agentId: '自建应用的 AgentId，只含数字',
  agentSecret: '同一应用的 Secret：16–128 个字母、数字、“-”或“_”',
  siteOrigins: '本应用对外的地址，例如 https://sidebar.example.com（多个用逗号分隔，第一个为准），不带路径',
  sessionPasswords: '至少 32 个字符的随机文本，至少 12 种不同字符，不含逗号、12345678 之类的连续字符和重复段（更换时填：新密码、逗号、旧密码）',
  wecomApiBase: 'http(s) 地址，不带查询参数',
  wecomOauthBase: 'http(s) 地址，不带查询参数',
  wecomSsoBase: 'http(s) 地址，不带查询参数',
  wechatApiBase: 'http(s) 地址，不带查询参数',
  dataDir: '本进程可写的目录',
  databaseUrl: '留空（SQLite），或 postgres:// 地址',
  redis: '留空，或 redis://:密码@主机:6379（也可为 redis-sentinel://、redis-cluster://，TLS 用 rediss）',
  domainVerification: 'WW_verify_… 校验码，多个用逗号分隔',
  callbackToken: '8–32 个字母和数字（点「随机获取」即可）',
  callbackAesKey: '正好 43 个字母和数字',
  wechatApps: 'JSON 列表 {appId, secret, kind: "miniProgram" | "officialAccount" | "website" | "mobileApp", name, '
    + 'openPlatform?, origins?}，每个 appId 只出现一次；origins 形如 "https://shop.example.com"，仅用于 officialAccount 和 website',
  apiKeys: 'JSON 列表 {id, secrets, scopes, apps?, limit?}，每个 id 只出现一次；secrets 有 1 到 3 个，要求与会话密码相同'
    + '（见 docs/identity.md）',
  panels: 'JSON 列表 {id, title, url, secret, needs, …}，每个 id 只出现一次（见 docs/panels.zh-CN.md）',
  panelsAllowPrivate: 'true 或 false',
  identitySyncHours: '“off”，或两次全量同步之间的小时数，1 到 720',
  auditDays: '183 到 3650 之间的整数（天）',
  storyDays: '30 到 3650 之间的整数（天）',
  measuredPages: '0 到 100 之间的整数（百分比）',
  accessPolicy: '“follower”或“corp”',
  adminUserIds: '成员账号（userid），多个用逗号分隔',
  trustedProxies: 'IP 地址或 CIDR 网段，多个用逗号分隔',
  limitFactors: 'JSON 对象：限额名称及其倍数，0.1 到 100，例如 {"customers": 2}',
  allowInsecureHttp: '1 或 0',
  setUpLink: '1 或 0',
  drainSeconds: '0 到 60 之间的整数（秒）',
  keepAliveSeconds: '1 到 900 之间的整数（秒）',
  logLevel: 'silent、fatal、error、warn、info、debug、trace 之一',
}
