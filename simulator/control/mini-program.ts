import { defineEventHandler, readBody, setResponseStatus } from 'h3'
import * as v from 'valibot'
import { findPerson } from '../world/people.ts'
import type { World } from '../world/world.ts'
import type { ShellAddresses } from './describe.ts'
import { badRequest, check } from './input.ts'

const request = v.strictObject({ externalUserId: v.pipe(v.string(), v.minLength(1)) })

/** What the mini program's own server answered. */
export interface MiniProgramSignIn { status: number, answer: string }

/**
 * A person opens the company's mini program and signs in: its page gets a code from `wx.login` and sends
 * `{ appId, code }` to the company's server, whose address is that of the page `miniProgram`.
 */
export function signInToMiniProgram(world: World, { pages }: ShellAddresses) {
  return defineEventHandler(async (event): Promise<MiniProgramSignIn> => {
    const { externalUserId } = check(request, await readBody(event))
    const app = world.scenario.wechatApps?.find(({ kind }) => kind === 'miniProgram')
    if (!app || !pages?.miniProgram) throw badRequest('There is no mini program, or no --mini-program address')
    const { appId } = app
    const code = world.jsCodes.issue({ personId: findPerson(world, externalUserId).externalUserId, appId })
    const response = await fetch(pages.miniProgram, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ appId, code }),
    }).catch((error: Error) => error)
    if (response instanceof Error) throw badRequest(`The mini program's server does not answer: ${response.message}`)
    setResponseStatus(event, 201)
    return { status: response.status, answer: response.ok ? '' : (await response.text()).slice(0, 300) }
  })
}
