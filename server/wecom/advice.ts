import type { Advice } from '../errors/app-error.ts'

/** What an admin does about a refused set-up; the admin sees these texts, with the link that explains the errcode. */
export const ADVICE = {
  secret: {
    'en': 'Copy the Secret again from App Management (应用管理) → your app → Secret into NUXT_WECOM_AGENT_SECRET, '
      + 'check that the app is enabled, and restart every process at once: a wrong secret sent repeatedly blocks '
      + 'this server\'s IP for an hour.',
    'zh-CN': '把 应用管理 → 应用 → Secret 重新复制到 NUXT_WECOM_AGENT_SECRET，确认应用已启用，并立即重启所有进程：'
      + '反复使用错误的 Secret 会使本服务器的 IP 被封一小时。',
  },
  resetSecret: {
    'en': 'Reset the Secret (App Management (应用管理) → your app → Secret) and update NUXT_WECOM_AGENT_SECRET.',
    'zh-CN': '重置 Secret（应用管理 → 应用 → Secret），并更新 NUXT_WECOM_AGENT_SECRET。',
  },
  token: {
    'en': 'WeCom refuses the access token that it has just handed out. This mostly passes within minutes; '
      + 'if it stays, reset the Secret (App Management (应用管理) → your app → Secret) and update NUXT_WECOM_AGENT_SECRET.',
    'zh-CN': '企业微信拒绝了它刚发放的 access_token，通常几分钟内自行恢复；'
      + '如持续出现，请重置 Secret（应用管理 → 应用 → Secret）并更新 NUXT_WECOM_AGENT_SECRET。',
  },
  corpId: {
    'en': 'Copy Company ID (企业ID) from My Company (我的企业) → Company Information (企业信息) into NUXT_WECOM_CORP_ID.',
    'zh-CN': '把 我的企业 → 企业信息 → 企业ID 复制到 NUXT_WECOM_CORP_ID。',
  },
  agent: {
    'en': 'Check that NUXT_WECOM_AGENT_ID and NUXT_WECOM_AGENT_SECRET belong to the same app '
      + '(App Management (应用管理) → your app).',
    'zh-CN': '核对 NUXT_WECOM_AGENT_ID 与 NUXT_WECOM_AGENT_SECRET 属于同一个应用（应用管理 → 应用）。',
  },
  enableApp: {
    'en': 'Enable the app in App Management (应用管理) → your app.',
    'zh-CN': '在 应用管理 → 应用 中启用本应用。',
  },
  visibleRange: {
    'en': 'Widen the app\'s Allowed users, so that they include the member: App Management (应用管理) → your app '
      + '→ Allowed users (可见范围).',
    'zh-CN': '扩大应用的可见范围（应用管理 → 应用 → 可见范围），使其包含该成员。',
  },
  trustedDomain: {
    'en': 'Register this site\'s exact host (with its port, if it is not the default) in '
      + 'App Management (应用管理) → your app → Developer API (开发者接口) → Web Authorization and JS-SDK '
      + '(网页授权及JS-SDK) → Trusted domain (可信域名), and verify its ownership.',
    'zh-CN': '把本站的准确域名（非默认端口时连同端口）登记到 应用管理 → 应用 → 开发者接口 → 网页授权及JS-SDK → '
      + '可信域名，并完成域名归属认证。',
  },
  trustedIp: {
    'en': 'Add this server\'s outgoing IP to App Management (应用管理) → your app → Developer API '
      + '(开发者接口) → Company\'s Trusted IP (企业可信IP); it takes effect after about one minute.',
    'zh-CN': '把本服务器的出口 IP 加入 应用管理 → 应用 → 开发者接口 → 企业可信IP，约一分钟后生效。',
  },
  agentIp: {
    'en': 'Add this server\'s outgoing IP to App Management (应用管理) → your app → Developer API '
      + '(开发者接口) → Company\'s Trusted IP (企业可信IP).',
    'zh-CN': '把本服务器的出口 IP 加入 应用管理 → 应用 → 开发者接口 → 企业可信IP。',
  },
  verifyCompany: {
    'en': 'Verify the company: My Company (我的企业) → Company Information (企业信息) → Verification (认证).',
    'zh-CN': '完成企业主体认证：我的企业 → 企业信息 → 认证。',
  },
  permission: {
    'en': 'The app may not use this API: check its permissions in App Management (应用管理) → your app.',
    'zh-CN': '应用无权调用该接口：在 应用管理 → 应用 中检查其权限。',
  },
  customerApi: {
    'en': 'Tick the app in Customer Contact (客户联系) → Customers (客户) → API → Apps that may call the API '
      + '(可调用接口的应用).',
    'zh-CN': '在 客户联系 → 客户 → API → 可调用接口的应用 中勾选本应用。',
  },
  withdrawn: {
    'en': 'The permission was withdrawn after long disuse: enable it again in the admin console.',
    'zh-CN': '该权限因长期未使用被收回：请在管理后台重新开启。',
  },
  customerContact: {
    'en': 'Add the member to Customer Contact (客户联系) → Permission (权限配置) → Usage scope (使用范围).',
    'zh-CN': '在 客户联系 → 权限配置 → 使用范围 中加入该成员。',
  },
  licence: {
    'en': 'Give the member an interconnection account (互通账号), a licence of WeCom\'s (互通许可).',
    'zh-CN': '为该成员分配互通账号（互通许可）。',
  },
} as const satisfies Record<string, Advice>
