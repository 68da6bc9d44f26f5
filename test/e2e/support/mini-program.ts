import type { Simulator } from '../../../simulator/start.ts'

/** A server of the sidebar and its simulated WeChat. */
interface Place {
  simulator: Simulator
  directUrl: string
}

async function postJson(url: string, body: unknown): Promise<Record<string, string>> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}`)
  return await answer.json() as Record<string, string>
}

/** A customer opens the company's mini program, which signs in to the sidebar's server. @returns the ids and session */
export async function signInToMiniProgram(
  { simulator, directUrl }: Place,
  appId: string,
  externalUserId: string,
): Promise<{ openId: string, session: string }> {
  const { code, openId } = await postJson(`${simulator.url}/simulator/codes`, {
    kind: 'miniProgram',
    externalUserId,
    appId,
  })
  const { session } = await postJson(`${directUrl}/api/mini-program/session`, { appId, code })
  return { openId: openId!, session: session! }
}
