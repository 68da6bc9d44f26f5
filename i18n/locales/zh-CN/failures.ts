import type { FailureTexts } from '../../failure-texts.ts'

const appPath = '管理后台 → 应用管理 → 本应用'

export default {
  session_required: {
    title: '需要重新登录',
    cause: '登录已过期或已退出，重新登录后会回到这里。',
  },
  invalid_request: {
    title: '请求有误',
    cause: '服务端没有看懂页面发出的请求，请重新加载。',
  },
  untrusted_url: {
    title: '当前网址不属于本应用',
    cause: '服务端没有为当前网址做过配置。',
    adminHint: '让 NUXT_SITE_URL 包含成员打开页面时的网址来源（协议、域名和端口）。',
  },
  cross_site_request: {
    title: '操作没有被接受',
    cause: '只接受在企业微信里打开的本页面发出的修改，请重新加载后再试。',
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
    title: '网络太慢',
    cause: '请求没有完整送达，请检查网络后重试。',
  },
  customer_not_found: {
    title: '不是你的客户',
    cause: '你还没有真正添加对方，或已将对方删除。请先添加为客户，再点重试。',
    adminHint: '成员须在应用的可见范围内，并拥有「客户联系」使用权限。',
  },
  group_not_found: {
    title: '看不到这个群',
    cause: '这不是客户群，或者你已不在群里。',
  },
  edit_conflict: {
    title: '别人刚刚改过',
    cause: '这一项在你编辑时被改成了别的内容，请看过最新内容后再决定。',
  },
  reply_not_found: {
    title: '这条回复已不存在',
    cause: '它可能刚刚被删除了，再次保存会新建一条。',
  },
  replies_full: {
    title: '回复数量已达上限',
    cause: '请先删除不再需要的回复，再重试。',
  },
  admin_required: {
    title: '只有管理员可以操作',
    cause: '你没有这项权限，或者权限已被收回。',
  },
  too_many_requests: {
    title: '操作太频繁',
    cause: '短时间内请求过多，请稍等片刻再试。',
  },
  wecom_busy: {
    title: '企业微信繁忙',
    cause: '企业微信限制了调用频率。',
  },
  wecom_config: {
    title: '应用配置有问题',
    cause: '企业微信拒绝了本应用的请求。',
    adminHint: '检查应用 Secret、企业可信 IP，以及「客户联系 → API → 可调用接口的应用」。',
  },
  wecom_refused: {
    title: '企业微信拒绝了请求',
    cause: '企业微信工作正常，但拒绝了本页面的请求。用详情里的请求编号可在服务端日志中查到原因。',
    adminHint: '按 errcode 查企业微信文档；企业微信的原话和供其客服查询的 hint 在服务端日志中。',
  },
  wecom_unavailable: {
    title: '暂时连不上企业微信',
    cause: '企业微信没有正常应答。',
  },
  store_unavailable: {
    title: '服务暂时不可用',
    cause: '服务端有一部分暂时不可用。',
  },
  database_config: {
    title: '数据库配置有误',
    cause: '数据库拒绝了本应用，页面有一部分没有数据。',
    adminHint: '检查 NUXT_DATABASE_URL，以及其中的用户在 PostgreSQL 里的权限。',
  },
  internal: {
    title: '服务出了问题',
    cause: '服务端发生了意外。',
  },
  offline: {
    title: '网络不通',
    cause: '没能连上服务器，请检查网络。',
  },
  timeout: {
    title: '等待太久',
    cause: '服务器迟迟没有应答，可能是网络较慢。',
  },
  sdk_load_failed: {
    title: '页面没有加载完整',
    cause: '一部分内容没有下载成功，可能刚发布了新版本或网络不稳，请重新加载。',
  },
  bridge_timeout: {
    title: '企业微信没有响应',
    cause: '页面联系不上企业微信，请重新加载；仍不行请重启企业微信。',
  },
  config_timeout: {
    title: '企业微信没有响应',
    cause: '企业微信还没有确认这个页面，请重新加载。',
  },
  api_timeout: {
    title: '企业微信没有响应',
    cause: '企业微信还没有说明当前打开的是哪个会话，请重试。',
  },
  signature_refused: {
    title: '页面签名没有通过',
    cause: '企业微信认为页面签名无效，重试会换用新的签名。',
    adminHint: '核对企业 ID、AgentId 与 Secret 属于同一应用；反向代理不得改写网址。',
  },
  ticket_unavailable: {
    title: '企业微信暂时无法验证页面',
    cause: '企业微信暂时没有这个应用的 ticket，页面会换用新的签名再试。',
    adminHint: 'NUXT_WECOM_AGENT_ID 与 NUXT_WECOM_AGENT_SECRET 必须属于同一应用。',
  },
  domain_not_trusted: {
    title: '域名不受信任',
    cause: '页面所在的域名不在应用的可信域名里。',
    adminHint: `${appPath} → 网页授权及 JS-SDK → 可信域名。`,
  },
  corp_mismatch: {
    title: '企业不一致',
    cause: '页面配置的企业与当前登录的企业不是同一个，请切换企业后再打开。',
    adminHint: '核对 NUXT_WECOM_CORP_ID 与「我的企业」页面上的企业 ID。',
  },
  agent_unknown: {
    title: '应用不存在',
    cause: '当前企业里没有页面所配置的应用。',
    adminHint: `核对 NUXT_WECOM_AGENT_ID 与「${appPath}」上的 AgentId。`,
  },
  member_out_of_scope: {
    title: '你还不能使用这个应用',
    cause: '企业还没有向你开放这个应用。',
    adminHint: `${appPath} → 可见范围：加入该成员或其部门。`,
  },
  client_busy: {
    title: '企业微信要求稍等',
    cause: '页面询问企业微信太频繁，稍后会自动再问。',
  },
  no_permission: {
    title: '没有客户联系权限',
    cause: '应用或你本人没有「客户联系」权限，企业微信不提供当前客户。',
    adminHint: '客户联系 → API → 可调用接口的应用：加入本应用；客户联系 → 权限配置：加入该成员。',
  },
  not_supported: {
    title: '企业微信版本过低',
    cause: '当前客户端没有所需的功能，请升级企业微信后再打开。',
  },
  no_context: {
    title: '没有识别到客户',
    cause: '企业微信没有给出当前会话的客户，请回到会话里重新打开侧边栏。',
  },
  bridge_refused: {
    title: '企业微信拒绝了请求',
    cause: '企业微信没有说明可识别的原因。',
  },
} satisfies FailureTexts as FailureTexts
