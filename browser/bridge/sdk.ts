/**
 * The part of `@wecom/jssdk` this app uses, so that a dynamic import of it is tree-shaken. The package reads
 * the user agent and looks for the bridge when it is evaluated: load it in the browser only.
 */
export {
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
