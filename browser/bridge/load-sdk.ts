import { accepted } from './bridge-error'
import { sdk as official } from './sdk'

/** The JS-SDK as this app sees it. */
export type WecomSdk = typeof official

/** Every API the page calls; a client refuses the ones that were not announced ("maybe not added to jsApiList"). */
export const JS_API_LIST = [
  'getContext', 'getCurExternalContact', 'getCurExternalChat',
  'setClipboardData', 'openUserProfile', 'openEnterpriseChat', 'navigateToAddCustomer',
  'sendChatMessage',
] as const satisfies readonly (keyof WecomSdk)[]

/**
 * @param sdk the JS-SDK
 * @returns the same, but its calls also reject when only an inner text of the answer refuses
 */
export function checkAnswers(sdk: WecomSdk): WecomSdk {
  const calls = JS_API_LIST.map((name) => {
    const call = sdk[name] as (params?: object) => Promise<object>
    return [name, (params?: object) => call(params).then(accepted)]
  })
  return {
    ...sdk,
    ...Object.fromEntries(calls) as Pick<WecomSdk, typeof JS_API_LIST[number]>,
    async ensureAgentConfigReady() {
      const info = await sdk.ensureAgentConfigReady()
      accepted(info.result)
      return info
    },
  }
}

/** @returns the JS-SDK; in the browser only */
export async function loadWecomSdk(): Promise<WecomSdk> {
  return checkAnswers(official)
}
