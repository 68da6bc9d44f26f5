import type { FailureTexts } from '../../failure-texts.ts'

const appPath = '管理后台 → 应用管理 → 本应用'

export default {
  session_required: {
    title: '登录已过期',
    cause: '请重新登录。',
  },
  invalid_request: {
    title: '请求异常',
    cause: '请重新加载页面。',
  },
  untrusted_url: {
    title: '当前网址不属于本应用',
    cause: '服务器未配置当前网址。',
    adminHint: '让 NUXT_SITE_URL 包含成员打开页面时的网址来源（协议、域名和端口）。',
  },
  cross_site_request: {
    title: '操作被拒绝',
    cause: '请在企业微信中重新打开页面后再试。',
  },
  not_found: {
    title: '页面版本已过期',
    cause: '可能刚发布了新版本，重新加载即可更新。',
  },
  method_not_allowed: {
    title: '页面版本已过期',
    cause: '可能刚发布了新版本，重新加载即可更新。',
  },
  request_timeout: {
    title: '网络较慢',
    cause: '请求未完整发送，请检查网络后重试。',
  },
  customer_not_found: {
    title: '暂无客户资料',
    cause: '你未添加该客户，或已将其删除。添加后即可查看。',
    adminHint: '成员须在应用的可见范围内，并拥有「客户联系」使用权限。',
  },
  group_not_found: {
    title: '无法查看该群',
    cause: '该群不是客户群，或你已不在群内。',
  },
  edit_conflict: {
    title: '内容已更新',
    cause: '编辑期间该内容已被修改，请确认后再保存。',
  },
  reply_not_found: {
    title: '该回复已被删除',
    cause: '再次保存将重新创建。',
  },
  replies_full: {
    title: '回复数量已达上限',
    cause: '请删除部分回复后重试。',
  },
  reply_file_not_found: {
    title: '文件不可用',
    cause: '文件未上传完整或已被删除，请重新选择。',
  },
  reply_files_full: {
    title: '文件空间已满',
    cause: '请删除部分带文件的回复后重试。',
  },
  note_not_found: {
    title: '该跟进记录已被删除',
    cause: '作者已删除该记录，或记录属于其他成员。',
  },
  notes_full: {
    title: '跟进记录数量已达上限',
    cause: '请删除部分你写的跟进记录后重试。',
  },
  reminder_not_found: {
    title: '该提醒已不存在',
    cause: '提醒已完成或已删除，或属于其他成员。',
  },
  reminders_full: {
    title: '提醒数量已达上限',
    cause: '请完成或删除部分提醒后重试。',
  },
  admin_required: {
    title: '仅管理员可操作',
    cause: '你没有该权限，或权限已被收回。',
  },
  too_many_requests: {
    title: '操作太频繁',
    cause: '请稍后再试。',
  },
  wecom_busy: {
    title: '企业微信繁忙',
    cause: '企业微信接口调用受限。',
  },
  wecom_config: {
    title: '应用配置有问题',
    cause: '企业微信拒绝了本应用的请求。',
    adminHint: '检查应用 Secret、企业可信IP，以及「客户联系 → 客户 → API → 可调用接口的应用」。',
  },
  wecom_refused: {
    title: '企业微信拒绝了请求',
    cause: '可凭详情中的请求 ID 在服务器日志中查看原因。',
    adminHint: '按 errcode 查企业微信文档；企业微信返回的说明和供其客服查询的 hint 见服务器日志。',
  },
  wecom_unavailable: {
    title: '企业微信暂时无法连接',
    cause: '企业微信未正常响应，请稍后重试。',
  },
  store_unavailable: {
    title: '服务暂时不可用',
    cause: '数据暂时无法读写。',
  },
  database_config: {
    title: '数据库配置有误',
    cause: '数据库拒绝了本应用，部分内容无法显示。',
    adminHint: '检查 NUXT_DATABASE_URL，以及该用户在 PostgreSQL 中的权限。',
  },
  internal: {
    title: '服务异常',
    cause: '服务器发生未知错误。',
  },
  offline: {
    title: '网络连接失败',
    cause: '请检查网络设置。',
  },
  timeout: {
    title: '请求超时',
    cause: '服务器未响应，可能是网络较慢。',
  },
  sdk_load_failed: {
    title: '页面加载不完整',
    cause: '可能刚发布了新版本或网络不稳定，请重新加载。',
  },
  bridge_timeout: {
    title: '企业微信无响应',
    cause: '请重新加载，如持续出现请重启企业微信。',
  },
  config_timeout: {
    title: '企业微信无响应',
    cause: '页面尚未通过企业微信验证，请重新加载。',
  },
  api_timeout: {
    title: '企业微信无响应',
    cause: '无法获取当前会话，请重试。',
  },
  signature_refused: {
    title: '页面签名无效',
    cause: '重试时将使用新的签名。',
    adminHint: '核对企业ID、AgentId 与 Secret 属于同一应用；反向代理不得改写网址。',
  },
  ticket_unavailable: {
    title: '企业微信暂时无法验证页面',
    cause: '企业微信暂无该应用的 ticket，将使用新的签名重试。',
    adminHint: 'NUXT_WECOM_AGENT_ID 与 NUXT_WECOM_AGENT_SECRET 必须属于同一应用。',
  },
  domain_not_trusted: {
    title: '域名不受信任',
    cause: '当前域名不在应用的可信域名中。',
    adminHint: `${appPath} → 开发者接口 → 网页授权及JS-SDK → 可信域名。`,
  },
  corp_mismatch: {
    title: '企业不一致',
    cause: '页面配置的企业与当前登录的企业不是同一个，请切换企业后再打开。',
    adminHint: '核对 NUXT_WECOM_CORP_ID 与「我的企业 → 企业信息 → 企业ID」。',
  },
  agent_unknown: {
    title: '应用不存在',
    cause: '当前企业不存在页面所配置的应用。',
    adminHint: `核对 NUXT_WECOM_AGENT_ID 与「${appPath}」上的 AgentId。`,
  },
  member_out_of_scope: {
    title: '暂无使用权限',
    cause: '你不在应用的可见范围内。',
    adminHint: `${appPath} → 可见范围：添加该成员或其部门。`,
  },
  client_busy: {
    title: '请稍候',
    cause: '请求过于频繁，稍后将自动重试。',
  },
  no_permission: {
    title: '无客户联系权限',
    cause: '应用或你无「客户联系」权限，企业微信不提供当前客户。',
    adminHint: '客户联系 → 客户 → API → 可调用接口的应用：添加本应用；客户联系 → 权限配置 → 使用范围：添加该成员。',
  },
  not_supported: {
    title: '企业微信版本过低',
    cause: '请升级企业微信后重新打开。',
  },
  no_context: {
    title: '无法识别当前客户',
    cause: '请在客户会话中重新打开侧边栏。',
  },
  bridge_refused: {
    title: '企业微信未知错误',
    cause: '企业微信拒绝了请求，未说明原因。',
  },
} satisfies FailureTexts as FailureTexts
