import {
  ensureAgentConfigReady,
  getContext,
  getCurExternalChat,
  getCurExternalContact,
  navigateToAddCustomer,
  onHistoryBack,
  onWeixinJSBridgeReady,
  openEnterpriseChat,
  openUserProfile,
  register,
  sendChatMessage,
  setClipboardData,
} from '@wecom/jssdk'

/**
 * The part of `@wecom/jssdk` this app uses. It is an object, because the module itself as a value would cost the first
 * script one more file. The package reads the user agent and looks for the bridge once, when the page begins.
 */
export const sdk = {
  ensureAgentConfigReady,
  getContext,
  getCurExternalChat,
  getCurExternalContact,
  navigateToAddCustomer,
  onHistoryBack,
  onWeixinJSBridgeReady,
  openEnterpriseChat,
  openUserProfile,
  register,
  sendChatMessage,
  setClipboardData,
}
