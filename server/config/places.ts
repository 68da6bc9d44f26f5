import type { Advice } from '../errors/app-error.ts'

const inApp = (en: string, zhCN: string): Advice => ({
  'en': `App Management → your app → ${en} (应用管理 → 应用 → ${zhCN})`, 'zh-CN': `应用管理 → 应用 → ${zhCN}`,
})

/** Menu paths of WeCom's admin console, https://work.weixin.qq.com, in the words of both its languages. */
export const PLACES = {
  corpId: {
    'en': 'My Company → Company Information → Company ID (我的企业 → 企业信息 → 企业ID)',
    'zh-CN': '我的企业 → 企业信息 → 企业ID',
  },
  secret: inApp('Secret', 'Secret'),
  agentId: inApp('AgentId', 'AgentId'),
  enabled: inApp('the switch at the top', '页面上方的启用开关'),
  visibleRange: inApp('Allowed users', '可见范围'),
  trustedIp: inApp('Developer API → Company\'s Trusted IP', '开发者接口 → 企业可信IP'),
  trustedDomain: inApp(
    'Developer API → Web Authorization and JS-SDK → Trusted domain', '开发者接口 → 网页授权及JS-SDK → 可信域名',
  ),
  domainVerification: inApp(
    'Developer API → Web Authorization and JS-SDK → Apply for domain verification',
    '开发者接口 → 网页授权及JS-SDK → 申请校验域名',
  ),
  scanLogin: inApp(
    'Developer API → Log in via WeCom → Web → Authorization callback domain',
    '开发者接口 → 企业微信授权登录 → Web网页 → 授权回调域',
  ),
  toolbar: inApp('Set to Chat Toolbar', '配置到聊天工具栏'),
  callback: inApp('Receive Messages → Set API Reception', '接收消息 → 设置API接收'),
  customerApi: {
    'en': 'Customer Contact → Customers → API → Apps that may call the API (客户联系 → 客户 → API → 可调用接口的应用)',
    'zh-CN': '客户联系 → 客户 → API → 可调用接口的应用',
  },
  customerRange: {
    'en': 'Customer Contact → Permission → Usage scope (客户联系 → 权限配置 → 使用范围)',
    'zh-CN': '客户联系 → 权限配置 → 使用范围',
  },
  developerId: {
    'en': 'Customer Contact → Customers → API → Bind WeChat developer ID (客户联系 → 客户 → API → 微信开发者ID 绑定)',
    'zh-CN': '客户联系 → 客户 → API → 微信开发者ID 绑定',
  },
  wechatSecret: {
    'en': 'mp.weixin.qq.com → Development → Development settings → AppSecret (开发管理 → 开发设置 → AppSecret)',
    'zh-CN': '微信公众平台 → 开发管理 → 开发设置 → AppSecret',
  },
  wechatIp: {
    'en': 'mp.weixin.qq.com → Development → Development settings → IP allowlist (开发管理 → 开发设置 → IP白名单)',
    'zh-CN': '微信公众平台 → 开发管理 → 开发设置 → IP白名单',
  },
} as const satisfies Record<string, Advice>

/** A variable of the environment, usually in the file `.env`. */
export const variable = (...names: string[]): Advice => ({
  'en': `.env: ${names.join(', ')}`, 'zh-CN': `.env：${names.join('、')}`,
})
