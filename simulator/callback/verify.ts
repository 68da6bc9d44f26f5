import { randomInt } from 'node:crypto'
import type { World } from '../world/world.ts'
import { seal, type Receiver } from './envelope.ts'
import { send } from './http.ts'

/**
 * The check that WeCom makes when an admin saves the address (doc 90930): within a second, the receiver must answer
 * exactly the decrypted text.
 *
 * @returns the reason of the failure; undefined when the check passed
 */
export async function verifyReceiver(world: World, receiver: Receiver): Promise<string | undefined> {
  const expected = Array.from({ length: 4 }, () => randomInt(10_000, 99_999)).join('')
  const { url, encrypted } = seal(receiver, world.scenario.corp.corpId, expected, world.now())
  const started = performance.now()
  const target = new URL(url)
  target.searchParams.set('echostr', encrypted)
  const answer = send(target.href, 'GET', '', world.settings.callbackVerifyTimeoutMs)
  const problem = await answer.then(({ status, body }) => {
    if (status !== 200) return `HTTP ${status} instead of 200`
    if (body.equals(Buffer.from(expected))) return undefined
    return body.toString().includes(expected)
      ? 'the answer has more than the decrypted text: no quotes, no BOM, no line break'
      : 'the answer is not the decrypted echostr'
  }, (error: Error) => error.message)
  world.log.add({
    channel: 'callback',
    path: target.pathname,
    parameters: 'echostr',
    errcode: 0,
    verdict: problem === undefined ? 'ok: address verified' : `refused: ${problem}`,
    durationMs: Math.round(performance.now() - started),
  })
  return problem
}
