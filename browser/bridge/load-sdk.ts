import { accepted } from './bridge-error'

/** The JS-SDK as this app sees it. */
export type WecomSdk = typeof import('./sdk')

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

/**
 * @returns the JS-SDK, evaluated once, in the browser
 * @throws TypeError when its chunk cannot be fetched (a new release is out, or the network is down)
 */
export async function loadWecomSdk(): Promise<WecomSdk> {
  return checkAnswers(await import('./sdk'))
}
