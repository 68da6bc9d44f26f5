import { request } from '../../../examples/link-identities.mjs'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'

/** Corp ID and AgentId of the simulated company, as signatures name them. */
export const DEPLOYMENT = `${defaultScenario.corp.corpId}:${defaultScenario.apps[0]!.agentId}`

/** A key of one of the company's own systems (NUXT_API_KEYS). */
export interface SystemKey {
  id: string
  secret: string
}

/** Sends a request like a back end, with the published example. */
export async function askAsSystem(url: string, key: SystemKey, method: string, path: string, content?: unknown) {
  const options = { url, deployment: DEPLOYMENT, keyId: key.id, secret: key.secret }
  const answer = await request(method, path, content, options)
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    body: (text ? JSON.parse(text) : undefined) as Record<string, unknown>,
  }
}
