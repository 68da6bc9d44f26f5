import addWays from './add-ways'
import customer from './customer'
import failures from './failures'

export default {
  appName: '客户侧边栏',
  copied: '已复制',
  copyFailed: '复制失败，请手动选择文字',
  loading: '正在加载',
  customer,
  addWays,
  failures,
  failure: {
    fixer: { you: '你可以自己解决', admin: '请联系管理员', time: '稍后会自行恢复' },
    fix: { retry: '重试', reload: '重新加载', sign_in: '重新登录' },
    retryAfter: (seconds: number) => `请在 ${seconds} 秒后再试。`,
    adminHint: '管理员',
    details: '详情',
    copyDetails: '复制详情',
    code: '代码',
    step: '步骤',
    clientMessage: '客户端答复',
    requestId: '请求编号',
  },
  outside: {
    title: '请在企业微信中打开',
    cause: '侧边栏显示的是聊天里的客户，需要在企业微信的会话中打开。',
    hint: '在这里登录后，可以查看你的客户列表。',
    signIn: '企业微信扫码登录',
    notice: '当前不在企业微信中，可以查看客户，但无法跟随会话。',
  },
  outdated: {
    title: '请升级企业微信',
    cause: (version: string, needs: string) => `当前版本 ${version}，需要 ${needs} 或更高版本。`,
  },
  workbench: {
    title: '我的客户',
    admin: '管理员',
    signOut: '退出登录',
    empty: '还没有客户',
    emptyCause: '添加客户后会显示在这里。',
    loadMore: '加载更多',
    back: '返回我的客户',
  },
  group: {
    unnamed: '未命名的群',
    kind: '客户群',
    members: '成员',
    memberCount: (count: number) => `${count} 人`,
    external: '客户',
    createdAt: '创建时间',
  },
  fatal: {
    title: '页面无法显示',
    notFound: '没有这个页面',
    cause: '发生了意外，请重新加载；仍不行请告知管理员。',
    notFoundCause: '网址可能有误，请从企业微信重新打开侧边栏。',
    home: '回到侧边栏',
  },
}
