import type { Advice } from '../errors/app-error.ts'
import type { ErrcodeClass, ErrcodeEntry } from '../upstream/upstream-error.ts'

const config = (fix: Advice): ErrcodeEntry => ({ class: 'config', fix, concernsEveryCall: true })
const memberConfig = (fix: Advice): ErrcodeEntry => ({ class: 'config', fix })
const of = (errcodeClass: ErrcodeClass): ErrcodeEntry => ({ class: errcodeClass })

const SECRET = {
  'en': 'Copy the Secret again from 应用管理 → 应用 → Secret into NUXT_WECOM_AGENT_SECRET, check that the app is enabled, and restart every process at once: a wrong secret sent repeatedly blocks this server\'s IP for an hour.',
  'zh-CN': '把 应用管理 → 应用 → Secret 重新复制到 NUXT_WECOM_AGENT_SECRET，确认应用已启用，并立即重启所有进程：反复使用错误的 Secret 会使本服务器的 IP 被封一小时。',
}
const CORP_ID = {
  'en': 'Copy 企业ID from 我的企业 → 企业信息 into NUXT_WECOM_CORP_ID.',
  'zh-CN': '把 我的企业 → 企业信息 → 企业ID 复制到 NUXT_WECOM_CORP_ID。',
}
const AGENT = {
  'en': 'Check that NUXT_WECOM_AGENT_ID and NUXT_WECOM_AGENT_SECRET belong to the same app (应用管理 → 应用).',
  'zh-CN': '核对 NUXT_WECOM_AGENT_ID 与 NUXT_WECOM_AGENT_SECRET 属于同一个应用（应用管理 → 应用）。',
}
const SCOPE = {
  'en': 'Widen the app\'s 可见范围 (应用管理 → 应用 → 可见范围) so that it contains the member.',
  'zh-CN': '扩大应用的可见范围（应用管理 → 应用 → 可见范围），使其包含该成员。',
}
const ENABLE = {
  'en': 'Enable the app in 应用管理 → 应用.',
  'zh-CN': '在 应用管理 → 应用 中启用本应用。',
}
const DOMAIN = {
  'en': 'Register this site\'s exact host (with its port, if it is not the default) in 应用管理 → 应用 → 网页授权及JS-SDK → 可信域名, and verify its ownership.',
  'zh-CN': '把本站的准确域名（非默认端口时连同端口）登记到 应用管理 → 应用 → 网页授权及JS-SDK → 可信域名，并完成域名归属认证。',
}

/** Only what comes after one repetition gets here: WeCom then hands out a token that it refuses. */
const TOKEN: ErrcodeEntry = {
  class: 'token_dead',
  fix: {
    'en': 'WeCom refuses the access token that it has just handed out. This mostly passes within minutes; if it stays, reset the Secret (应用管理 → 应用 → Secret) and update NUXT_WECOM_AGENT_SECRET.',
    'zh-CN': '企业微信拒绝了它刚发放的 access_token，通常几分钟内自行恢复；如持续出现，请重置 Secret（应用管理 → 应用 → Secret）并更新 NUXT_WECOM_AGENT_SECRET。',
  },
}

/** Known errcodes; anything else is `unknown`. */
const ERRCODES: Record<number, ErrcodeEntry> = {
  [-1]: of('busy'),
  6000: of('busy'),
  40001: config(SECRET),
  40003: of('no_member'),
  40013: config(CORP_ID),
  40014: TOKEN,
  40029: of('bad_code'),
  40056: config(AGENT),
  40091: config(SECRET),
  40093: of('dead_ticket'),
  40096: of('no_relation'),
  41001: of('bug'),
  41002: config(CORP_ID),
  41004: config(SECRET),
  41008: of('bad_code'),
  42001: TOKEN,
  42003: of('bad_code'),
  42012: of('dead_ticket'),
  42022: of('bad_code'),
  43009: config({ 'en': 'Verify the company\'s subject: 我的企业 → 企业信息 → 认证.', 'zh-CN': '完成企业主体认证：我的企业 → 企业信息 → 认证。' }),
  45009: of('throttled'),
  45031: config({ 'en': 'Reset the Secret (应用管理 → 应用 → Secret) and update NUXT_WECOM_AGENT_SECRET.', 'zh-CN': '重置 Secret（应用管理 → 应用 → Secret），并更新 NUXT_WECOM_AGENT_SECRET。' }),
  45033: of('throttled'),
  // Somebody else is changing the same customer, in WeCom's own client say: over in a moment.
  45035: of('busy'),
  45036: of('throttled'),
  48001: config({ 'en': 'The app may not use this API: check its permissions in 应用管理 → 应用.', 'zh-CN': '应用无权调用该接口：在 应用管理 → 应用 中检查其权限。' }),
  48002: config({ 'en': 'Tick the app in 客户联系 → 客户 → API → 可调用接口的应用.', 'zh-CN': '在 客户联系 → 客户 → API → 可调用接口的应用 中勾选本应用。' }),
  48006: config({ 'en': 'The permission was withdrawn after long disuse: enable it again in the admin console.', 'zh-CN': '该权限因长期未使用被收回：请在管理后台重新开启。' }),
  50001: config(DOMAIN),
  50002: memberConfig(SCOPE),
  50003: config(ENABLE),
  50006: config(ENABLE),
  50100: of('bad_cursor'),
  60011: memberConfig(SCOPE),
  60020: config({ 'en': 'Add this server\'s outgoing IP to 应用管理 → 应用 → 企业可信IP; it takes effect after about one minute.', 'zh-CN': '把本服务器的出口 IP 加入 应用管理 → 应用 → 企业可信IP，约一分钟后生效。' }),
  60021: memberConfig(SCOPE),
  60030: memberConfig(SCOPE),
  60031: config(ENABLE),
  60111: of('no_member'),
  80001: config(DOMAIN),
  84025: of('bug'),
  84061: of('no_relation'),
  84074: memberConfig({ 'en': 'Add the member to 客户联系 → 权限配置 → 使用范围.', 'zh-CN': '在 客户联系 → 权限配置 → 使用范围 中加入该成员。' }),
  84083: of('no_relation'),
  84084: of('no_relation'),
  85005: config(DOMAIN),
  86001: of('no_relation'),
  86003: of('bug'),
  90501: of('no_relation'),
  90509: of('no_relation'),
  92000: memberConfig(SCOPE),
  301002: config(AGENT),
  301042: config({ 'en': 'Add this server\'s outgoing IP to 应用管理 → 应用 → 企业可信IP.', 'zh-CN': '把本服务器的出口 IP 加入 应用管理 → 应用 → 企业可信IP。' }),
  701008: memberConfig({ 'en': 'Give the member a licence of the kind 互通账号 (互通许可).', 'zh-CN': '为该成员分配互通账号（互通许可）。' }),
}

const UNKNOWN: ErrcodeEntry = { class: 'unknown' }

/** Total: an errcode we have never heard of is `unknown`. */
export function errcodeEntry(errcode: number): ErrcodeEntry {
  return ERRCODES[errcode] ?? UNKNOWN
}
