import { userAgent } from '../simulator/native/user-agent.ts'
import type { Member } from '../simulator/scenarios/scenario.ts'
import type { Stack } from '../test/e2e/support/stack.ts'
import { signIn } from '../test/e2e/support/webview.ts'

/** Beside a chat, the page is a template. */
const CLIENT = userAgent({ platform: 'windows', version: '5.0.11', language: 'zh', theme: 'light' })

/** Signs members in. @returns the headers of each one's requests to the server without its proxy */
export function signedInHeaders(stack: Stack, members: readonly Member[]): Promise<Record<string, string>[]> {
  const { host } = new URL(stack.url)
  return Promise.all(members.map(async ({ userId }) => {
    const { cookies } = await signIn(stack, { userId })
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return { cookie, host, 'user-agent': CLIENT }
  }))
}
