import { invoke, type Judgement } from '../../../simulator/native/invoke.ts'
import { jsapiSignature } from '../../../simulator/native/signature.ts'
import type { Client } from '../../../simulator/world/clients.ts'
import type { World } from '../../../simulator/world/world.ts'
import { CORP_ID, ME, PAGE_URL, makeWorld } from '../support.ts'

const timestamp = '1790000000'
const nonceStr = 'nonce'

/** A page in a simulated client that speaks the bridge as the official SDK does. */
export function openPage(values: Partial<Client> = {}, world: World = makeWorld()) {
  const client = world.clients.create({
    userId: ME,
    version: '5.0.11',
    platform: 'windows',
    dialect: 'desktop',
    theme: 'light',
    language: 'zh',
    chatId: 'with-unionid',
    ...values,
  })
  const page = { world, client, url: PAGE_URL, frameId: 'frame-1', verify: {} as Record<string, unknown> }

  const call = (name: string, parameters: Record<string, unknown> = {}): Judgement =>
    invoke(world, client, { frameId: page.frameId, url: page.url, name, parameters: { ...parameters, ...page.verify } })

  function sign(kind: 'corp_ticket' | 'agent_ticket'): string {
    const owner = kind === 'agent_ticket' ? 1000002 : undefined
    const url = page.url.split('#')[0] ?? ''
    return jsapiSignature(world.credentials.issue(kind, owner, 7200).value, { timestamp, nonceStr, url })
  }

  function proved(signature: string): Record<string, unknown> {
    return {
      appId: CORP_ID,
      verifyAppId: CORP_ID,
      verifySignType: 'sha1',
      verifyTimestamp: timestamp,
      verifyNonceStr: nonceStr,
      verifySignature: signature,
    }
  }

  function config(verifyJsApiList: string[] = ['getContext']): Judgement {
    const verify = proved(sign('corp_ticket'))
    page.verify = {}
    const judgement = call('preVerifyJSAPI', { ...verify, verifyJsApiList })
    page.verify = verify
    return judgement
  }

  function agentConfig(changes: Record<string, unknown> = {}): Judgement {
    const signature = sign('agent_ticket')
    page.verify = {}
    const jsApiList = [
      'getContext',
      'getCurExternalContact',
      'getCurExternalChat',
      'sendChatMessage',
      'openUserProfile',
      'navigateToAddCustomer',
    ]
    const judgement = call('agentConfig', {
      corpid: CORP_ID,
      agentid: '1000002',
      timestamp,
      nonceStr,
      signature,
      jsApiList,
      ...changes,
    })
    page.verify = proved(signature)
    return judgement
  }

  return { page, call, config, agentConfig }
}
