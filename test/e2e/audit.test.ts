import { expect, it } from 'vitest'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { startOwnStack } from './support/own-stack.ts'
import { signIn } from './support/webview.ts'

const REVEAL = /"userId":"linxiaotong","action":"reveal_mobiles","customer":"[0-9a-f]{16}","msg":"audit"/

async function reveal(logLevel: string) {
  const stack = await startOwnStack({ NUXT_LOG_LEVEL: logLevel })
  const webview = await signIn(stack)
  const answer = await webview.get(`/api/customers/${withUnionId.externalUserId}/mobiles`, {
    method: 'POST',
    headers: { origin: stack.url },
  })
  expect(answer.status).toBe(200)
  return stack.app()
}

it('is written also at log levels that leave out most entries', async () => {
  const app = await reveal('error')
  await expectPrinted(app, REVEAL)
  expect(app.output()).not.toContain('"route"')
})

it('is not written when the log is silent', async () => {
  const app = await reveal('silent')
  await app.stop()
  expect(app.output()).not.toContain('audit')
})
