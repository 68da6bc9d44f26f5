/** The JS-SDK as this app sees it. */
export type WecomSdk = typeof import('./sdk')

/** Every API the page calls; a client refuses the ones that were not announced ("maybe not added to jsApiList"). */
export const JS_API_LIST = [
  'getContext', 'getCurExternalContact', 'getCurExternalChat',
  'setClipboardData', 'openUserProfile', 'navigateToAddCustomer', 'sendChatMessage',
]

/**
 * @returns the JS-SDK, evaluated once, in the browser
 * @throws TypeError when its chunk cannot be fetched (a new release is out, or the network is down)
 */
export function loadWecomSdk(): Promise<WecomSdk> {
  return import('./sdk')
}
