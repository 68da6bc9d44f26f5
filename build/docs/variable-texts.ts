import type { VARIABLES } from '../../server/config/variables.ts'
import type { Language } from '../../shared/utils/language.ts'

/** The meaning of each variable for docs/configuration.md. `.env.example` says where a value comes from. */
export const VARIABLE_TEXTS: Record<keyof typeof VARIABLES, Record<Language, string>> = {
  corpId: { 'en': 'Company ID (企业ID).', 'zh-CN': '企业ID。' },
  agentId: { 'en': 'AgentId of the app.', 'zh-CN': '应用的 AgentId。' },
  agentSecret: { 'en': 'Secret of the app.', 'zh-CN': '应用的 Secret。' },
  siteOrigins: {
    'en': 'Public origin of the app. Several: separate them by commas, the canonical one first.',
    'zh-CN': '应用对外的地址（origin）。可填多个，用逗号分隔，第一个为准。',
  },
  sessionPasswords: {
    'en': 'At least 32 random characters, no commas. Stored data is encrypted with keys made from it. '
      + 'To change it: the new one, a comma, the old one; after a week the new one alone.',
    'zh-CN': '至少 32 个随机字符，不含逗号；存储的数据用由它派生的密钥加密。更换时填：新密码、逗号、旧密码；一周后只留新密码。',
  },
  wecomApiBase: {
    'en': 'Server API of WeCom, or a proxy of yours with a fixed IP.',
    'zh-CN': '企业微信服务端 API，或有固定 IP 的代理。',
  },
  wecomOauthBase: { 'en': 'Sign-in inside WeCom, and sign-in with WeChat.', 'zh-CN': '企业微信内的登录，以及微信登录。' },
  wecomSsoBase: { 'en': 'Scan login in a browser.', 'zh-CN': '浏览器里的扫码登录。' },
  wechatApiBase: { 'en': 'Server API of WeChat.', 'zh-CN': '微信服务端 API。' },
  dataDir: { 'en': 'Folder of the SQLite files.', 'zh-CN': 'SQLite 文件所在目录。' },
  databaseUrl: {
    'en': 'A `postgres://` URL: identities, quick replies, notes, timelines, stages, own fields, reminders and the audit '
      + 'are in PostgreSQL instead of SQLite, for several processes. A PgBouncer in between needs the mode session, '
      + 'or 1.21 or later with prepared statements on.',
    'zh-CN': '`postgres://` 地址：身份关系、快捷回复、跟进记录、动态、阶段、自定义字段、提醒和审计放在 PostgreSQL 而不是 SQLite，'
      + '供多个进程共用。中间若有 PgBouncer，须为会话模式，或 1.21 以上并开启预备语句。',
  },
  redis: {
    'en': 'Sessions, credentials and limits are in Redis instead of SQLite, for several processes. '
      + '`redis://:password@host:6379`, `redis-sentinel://:password@host:26379,host:26379/name-of-primary` '
      + '(`?db=`, `?sentinelPassword=`) or `redis-cluster://:password@host:6379,host:6379`; `rediss…` for TLS.',
    'zh-CN': '会话、凭证和限额放在 Redis 而不是 SQLite，供多个进程共用。`redis://:密码@主机:6379`、'
      + '`redis-sentinel://:密码@主机:26379,主机:26379/主节点名`（可加 `?db=`、`?sentinelPassword=`）或 '
      + '`redis-cluster://:密码@主机:6379,主机:6379`；TLS 用 `rediss…`。',
  },
  domainVerification: {
    'en': 'The `WW_verify_` codes of the trusted domain, separated by commas.',
    'zh-CN': '可信域名的 `WW_verify_` 校验码，可填多个，用逗号分隔。',
  },
  callbackToken: {
    'en': 'Token of Receive Messages (接收消息). Set it together with `NUXT_WECOM_CALLBACK_AES_KEY`, or set neither.',
    'zh-CN': '接收消息 的 Token。与 `NUXT_WECOM_CALLBACK_AES_KEY` 同时设置，或都不设。',
  },
  callbackAesKey: { 'en': 'EncodingAESKey of Receive Messages (接收消息).', 'zh-CN': '接收消息 的 EncodingAESKey。' },
  wechatApps: {
    'en': 'JSON list of your apps in WeChat: `{appId, secret, kind, name, openPlatform?, origins?}`, '
      + 'see [identity.md](identity.md#bind).',
    'zh-CN': '你们在微信的应用，JSON 列表：`{appId, secret, kind, name, openPlatform?, origins?}`，'
      + '见 [identity.md](identity.md#bind)。',
  },
  apiKeys: {
    'en': 'JSON list of keys for your own systems: `{id, secrets, scopes, apps?, limit?}`, '
      + 'see [identity.md](identity.md#the-api-for-your-systems).',
    'zh-CN': '你们自己系统的密钥，JSON 列表：`{id, secrets, scopes, apps?, limit?}`，'
      + '见 [identity.md](identity.md#the-api-for-your-systems)。',
  },
  panels: {
    'en': 'JSON list of the panels beside a customer or a group or on the workbench, filled by your own systems: '
      + '`{id, title, url, secret, needs, place?, timeoutMs?, cacheSeconds?, open?, images?}`, or `secrets` with two '
      + 'while they change. For a page in a frame: `frame`, its https address, in place of `url`, `timeoutMs`, '
      + '`cacheSeconds` and `images`. See [panels.md](panels.md).',
    'zh-CN': '客户或客户群旁边、工作台上的面板，由你们自己的系统提供内容，JSON 列表：`{id, title, url, secret, needs, place?, '
      + 'timeoutMs?, cacheSeconds?, open?, images?}`，更换密钥时用 `secrets` 填两个。内嵌页面：用 `frame`（它的 https 地址）代替 '
      + '`url`、`timeoutMs`、`cacheSeconds` 和 `images`。见 [panels.zh-CN.md](panels.zh-CN.md)。',
  },
  panelsAllowPrivate: {
    'en': '`true`: panels may be on private addresses of your network, and on this machine.',
    'zh-CN': '`true`：面板可以在内网地址或本机上。',
  },
  identitySyncHours: {
    'en': 'Hours from one full sync of all unionids to the next, 1 to 720, or `off`.',
    'zh-CN': '每隔多少小时把全部客户的 unionid 同步一遍，1 到 720，或 `off`。',
  },
  auditDays: {
    'en': 'Days after which no row of the audit is kept, 183 to 3650; some actions are kept for less: '
      + '[operating.md](operating.md#audit).',
    'zh-CN': '审计记录最多保留的天数，183 到 3650；部分操作保留得更短，见 [operating.zh-CN.md](operating.zh-CN.md#审计)。',
  },
  storyDays: {
    'en': 'Days after which no entry of a timeline and no note is kept, 30 to 3650; '
      + 'a note counts from its last change.',
    'zh-CN': '客户动态和跟进记录最多保留的天数，30 到 3650；跟进记录从最后一次修改算起。',
  },
  measuredPages: {
    'en': 'Of 100 pages beside a chat, how many report how long they took, without any id; `0`: none. The setup check '
      + 'shows what most members wait: [performance.md](performance.md#numbers-from-the-field).',
    'zh-CN': '聊天侧边栏每 100 个页面中有多少个上报耗时（不含任何 id）；`0`：不上报。配置检查会显示大多数成员的等待时间，见 '
      + '[performance.md](performance.md#numbers-from-the-field)。',
  },
  accessPolicy: {
    'en': '`follower`: members see the customers that they follow. `corp`: members see all customers, and visitors of '
      + 'WeChat Customer Service (微信客服) that no member has added (needs the app in WeChat Customer Service → API → '
      + 'Apps that may call the API (微信客服 → API → 可调用接口的应用)).',
    'zh-CN': '`follower`：成员只看自己添加的客户。`corp`：成员能看全部客户，以及尚无成员添加的微信客服访客'
      + '（应用须在「微信客服 → API → 可调用接口的应用」中）。',
  },
  adminUserIds: {
    'en': 'Userids of admins, separated by commas. Admins see how to correct a wrong set-up, open the setup check, '
      + 'write the company\'s quick replies, define the stages and the company\'s own fields, resolve conflicts '
      + 'between identities, read the audit and end the sign-ins of members.',
    'zh-CN': '管理员的 userid，用逗号分隔。管理员能看到修复建议和配置检查，编写企业的快捷回复，设置客户阶段和自定义字段，'
      + '处理身份冲突，查看审计记录，结束成员的登录。',
  },
  trustedProxies: {
    'en': 'Addresses and CIDR ranges of your reverse proxies, separated by commas. With it, `X-Forwarded-For` tells '
      + 'clients apart, and each has limits of its own ([security.md](security.md#limits)). Without it only the limits '
      + 'of all clients together apply.',
    'zh-CN': '反向代理的地址和 CIDR 网段，用逗号分隔。设置后按 `X-Forwarded-For` 区分客户端，每个客户端有自己的限额'
      + '（[security.md](security.md#limits)）；不设时只有所有客户端合计的限额。',
  },
  limitFactors: {
    'en': 'JSON of limits and what to multiply them by, 0.1 to 100, for example `{"customers": 2}`. The limits: '
      + '[security.md](security.md#limits).',
    'zh-CN': 'JSON：限额名称和倍数（0.1 到 100），例如 `{"customers": 2}`。所有限额见 [security.md](security.md#limits)。',
  },
  allowInsecureHttp: {
    'en': '`1` allows connections in clear text to other machines: an http site, and http, `redis://` or PostgreSQL '
      + 'without `sslmode=verify-full`. Anyone on the way can read them. Each is named in the log at every start.',
    'zh-CN': '`1` 表示允许以明文连接其他机器：http 站点，以及 http、`redis://` 或不带 `sslmode=verify-full` 的 PostgreSQL。途中的人都能读到内容。'
      + '每次启动时日志会列出这些连接。',
  },
  setUpLink: {
    'en': '`1` prints the link to the setup check at every start; otherwise only until an admin has signed in '
      + '([operating.md](operating.md#doctor)).',
    'zh-CN': '`1` 表示每次启动都输出配置检查的链接；否则只在管理员首次登录之前输出'
      + '（[operating.zh-CN.md](operating.zh-CN.md#配置检查)）。',
  },
  drainSeconds: {
    'en': 'Seconds that a process still serves after SIGTERM, 0 to 60.',
    'zh-CN': '收到 SIGTERM 后继续服务的秒数，0 到 60。',
  },
  keepAliveSeconds: {
    'en': 'Seconds that a connection stays open without a request, 1 to 900. Longer than the load balancer in front '
      + 'keeps its own ([operating.md](operating.md#limits-of-connections)).',
    'zh-CN': '没有请求的连接保持打开的秒数，1 到 900。要比前面的负载均衡更长'
      + '（[operating.zh-CN.md](operating.zh-CN.md#连接的限制)）。',
  },
  logLevel: {
    'en': '`silent`, `fatal`, `error`, `warn`, `info`, `debug` or `trace`. The audit is written at every '
      + 'level.',
    'zh-CN': '`silent`、`fatal`、`error`、`warn`、`info`、`debug` 或 `trace`。审计记录在任何级别都会写出。',
  },
}
