import { computed } from 'vue'
import { session } from './session.ts'

const zh = {
  member: '成员', version: '版本', platform: '平台', theme: '主题', light: '浅色', dark: '深色', language: '语言', width: '宽度',
  entry: '入口', automatic: '自动', switching: '切换会话', byReload: '重新加载', inPlace: '原地切换', reload: '刷新应用',
  log: '请求日志', requests: '请求', faults: '故障', settings: '设置', close: '关闭', onlyRefused: '只看被拒绝的', noRequests: '还没有请求',
  website: '官网', officialAccount: '公众号网页', person: '微信用户', snapshot: '快照页',
  chats: '消息', workbench: '工作台', browser: '浏览器', search: '搜索会话和消息', noChats: '没有会话', client: '客户端', simulated: '模拟设置',
  saveState: '保存状态', loadState: '载入状态', reset: '恢复初始状态', loaded: '已载入状态', notLoaded: '无法载入：', app: '应用',
  copied: '已复制：', performed: '客户端执行了 ', profile: '打开资料卡：', server: '服务端', oauth: '登录', bridge: '客户端', callback: '回调',
  actions: '操作', editRemark: '修改备注', remarkIs: '新的备注', deleteContact: '删除客户', deletedByContact: '客户删除我',
  renameGroup: '修改群名', nameIs: '新的群名',
  contexts: '场景', normal: '工作台', contact_profile: '联系人资料卡', single_chat_tools: '单聊', group_chat_tools: '群聊',
  chat_attachment: '聊天附件栏',
  single_kf_tools: '微信客服', chain_single_chat_tools: '上下游单聊', chain_group_chat_tools: '上下游群聊',
  internal_group_chat_board: '内部群看板',
  done: '已完成', back: '返回', today: '今天', yesterday: '昨天', unread: '未读', send: '发送', message: '输入消息', sayAs: '发送人',
  allOff: '全部关闭', filter: '筛选', clear: '清空', copyCurl: '复制 curl', parameters: '参数', body: '请求', answer: '应答',
  panel: '面板', headers: '请求头', replay: '重新签名并重放', replayAsItWas: '原样重放',
  network: '网络', network_full: '正常', network_4g: '4G', network_3g: '慢 3G', network_offline: '断网',
  miniProgram: '小程序登录', signedIn: '已登录小程序',
  shortcuts: '快捷键：Alt+1–3 切换位置 · Alt+↑↓ 切换会话 · / 搜索 · Alt+R 刷新 · Alt+C/L/F/S 场景/日志/故障/设置 · Esc 关闭面板',
}

const en: Record<keyof typeof zh, string> = {
  member: 'Member', version: 'Version', platform: 'Platform', theme: 'Theme', light: 'Light', dark: 'Dark',
  language: 'Language', width: 'Width',
  entry: 'Entry', automatic: 'Automatic', switching: 'Switching', byReload: 'reloads', inPlace: 'in place',
  reload: 'Reload app',
  log: 'Requests', requests: 'Requests', faults: 'Faults', settings: 'Settings', close: 'Close',
  onlyRefused: 'Only refused', noRequests: 'No requests yet',
  website: 'Website', officialAccount: 'WeChat page', person: 'Person in WeChat', snapshot: 'Snapshot',
  chats: 'Chats', workbench: 'Apps', browser: 'Browser', search: 'Search chats and messages', noChats: 'No chats',
  client: 'Client', simulated: 'Simulation',
  saveState: 'Save state', loadState: 'Load state', reset: 'Reset', loaded: 'State loaded', notLoaded: 'Not loaded: ',
  app: 'App',
  copied: 'Copied: ', performed: 'The client performed ', profile: 'Opens profile: ', server: 'server',
  oauth: 'sign-in', bridge: 'client', callback: 'callback',
  actions: 'Actions', editRemark: 'Change remark', remarkIs: 'New remark', deleteContact: 'Delete contact',
  deletedByContact: 'Contact deletes me', renameGroup: 'Rename group', nameIs: 'New name',
  contexts: 'Contexts', normal: 'Workbench', contact_profile: 'Contact profile', single_chat_tools: 'Single chat',
  group_chat_tools: 'Group chat', chat_attachment: 'Chat attachment',
  single_kf_tools: 'Customer service', chain_single_chat_tools: 'Upstream single chat',
  chain_group_chat_tools: 'Upstream group chat', internal_group_chat_board: 'Internal group board',
  done: 'Done', back: 'Back', today: 'Today', yesterday: 'Yesterday', unread: 'unread', send: 'Send',
  message: 'Message', sayAs: 'Sender',
  allOff: 'All off', filter: 'Filter', clear: 'Clear', copyCurl: 'Copy as curl',
  parameters: 'Parameters', body: 'Request', answer: 'Answer', panel: 'panel', headers: 'Headers',
  replay: 'Sign again and replay', replayAsItWas: 'Replay as it was',
  network: 'Network', network_full: 'Full', network_4g: '4G', network_3g: 'Slow 3G', network_offline: 'Offline',
  miniProgram: 'Sign in to mini program', signedIn: 'Signed in to the mini program',
  shortcuts: 'Keys: Alt+1–3 places · Alt+↑↓ chats · / search · Alt+R reload'
    + ' · Alt+C/L/F/S contexts/requests/faults/settings · Esc closes',
}

/** The shell's own words, in the language of the client. */
export const texts = computed(() => session.client.language === 'en' ? en : zh)
