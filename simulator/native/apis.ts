import type { Client, Entry, Platform } from '../world/clients.ts'
import { isAtLeast } from './version.ts'

/** Conditions for a call of a native API (types of @wecom/jssdk 2.4.4; doc 100746, 100747, 100749). */
export interface ApiRule {
  /** First client version that has it; by platform, it does not exist on those that are not named. */
  since: string | Partial<Record<Platform, string>>
  /** `application`: only after agentConfig. */
  identity: 'any' | 'application'
  /** Entries where it works, each with its own first version; absent: everywhere. */
  entries?: Partial<Record<Entry, string>>
  /**
   * Needs the app in 可调用接口的应用 and the member in 使用范围, except for `single_kf_tools`. A list: needs them only for these
   * entries.
   */
  customerContact?: true | readonly Entry[]
}

/** Whether this client has the API. */
export function hasApi({ platform, version }: Pick<Client, 'platform' | 'version'>, { since }: ApiRule): boolean {
  const first = typeof since === 'string' ? since : since[platform]
  return first !== undefined && isAtLeast(version, first)
}

/** Whether the API needs the permission for customers at this entry. */
export function needsCustomerContact({ customerContact }: ApiRule, entry: Entry): boolean {
  return customerContact === true || (customerContact?.includes(entry) ?? false)
}

const CHAIN = 'chain_single_chat_tools'
const CHAIN_GROUP = 'chain_group_chat_tools'

/** Native APIs, by their name on the bridge. */
export const apiRules: Readonly<Record<string, ApiRule>> = {
  getContext: { since: '3.0.24', identity: 'any' },
  getCurExternalContact: {
    since: '2.5.8',
    identity: 'application',
    customerContact: true,
    entries: { contact_profile: '2.5.8', single_chat_tools: '2.8.10', single_kf_tools: '3.1.10' },
  },
  getCurExternalChat: {
    since: '2.8.17',
    identity: 'application',
    customerContact: true,
    entries: { group_chat_tools: '2.8.17' },
  },
  sendChatMessage: {
    since: '2.8.10',
    identity: 'application',
    customerContact: ['single_chat_tools', 'group_chat_tools'],
    entries: {
      single_chat_tools: '2.8.10',
      group_chat_tools: '2.8.10',
      chat_attachment: '3.1.6',
      single_kf_tools: '3.1.10',
    },
  },
  openUserProfile: { since: '2.4.20', identity: 'any' },
  getCurCorpGroupContact: {
    since: '4.0.8',
    identity: 'application',
    entries: { [CHAIN]: '4.0.8', [CHAIN_GROUP]: '4.0.8' },
  },
  getCurCorpGroupChat: {
    since: '4.0.12',
    identity: 'application',
    entries: { [CHAIN]: '4.0.12', [CHAIN_GROUP]: '4.0.12' },
  },
  hideChatAttachmentMenu: { since: '3.1.6', identity: 'application', entries: { chat_attachment: '3.1.6' } },
  openEnterpriseChat: { since: '2.0.0', identity: 'any' },
  selectExternalContact: { since: '2.4.20', identity: 'application', customerContact: true },
  shareAppMessage: { since: '2.4.5', identity: 'any' },
  shareWechatMessage: { since: '2.4.5', identity: 'any' },
  navigateToAddCustomer: {
    since: { ios: '3.0.36', android: '3.0.36' },
    identity: 'application',
    customerContact: true,
  },
  setClipboardData: { since: { ios: '2.4.16', android: '2.4.16', windows: '3.1.2', mac: '3.1.2' }, identity: 'any' },
  checkJsApi: { since: '1.0.0', identity: 'any' },
  closeWindow: { since: '1.0.0', identity: 'any' },
  hideOptionMenu: { since: '1.0.0', identity: 'any' },
  openDefaultBrowser: { since: { windows: '2.3.0', mac: '2.3.0' }, identity: 'any' },
  previewFile: { since: { ios: '1.0.0', android: '1.0.0' }, identity: 'any' },
}
