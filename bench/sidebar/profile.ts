import type { Browser } from 'playwright-core'
import { shownName } from '../../shared/utils/shown-name.ts'
import { CLIENT_COOKIE } from '../../simulator/oauth/client-cookie.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { linXiaotong } from '../../simulator/scenarios/default/members.ts'
import type { Customer } from '../../simulator/scenarios/scenario.ts'
import type { Stack } from '../../test/e2e/support/stack.ts'
import { load, watchMilestones } from './milestones.ts'

const MEMBER = linXiaotong.userId

/** @returns the title of the page about a customer: the member's remark, if there is one */
export function titleOf({ name, follows }: Customer): string {
  return shownName(name, follows.find(({ userId }) => userId === MEMBER)?.remark)
}

/** A browser profile in which a member is signed in, beside the chat of a customer with a unionid. */
export async function openProfile(browser: Browser, { simulator, url }: Stack) {
  const client = simulator.world.clients.create({
    userId: MEMBER,
    version: '5.0.11',
    platform: 'windows',
    dialect: 'desktop',
    theme: 'light',
    language: 'zh',
    chatId: 'with-unionid',
  })
  const context = await browser.newContext({ viewport: { width: 360, height: 760 } })
  await context.addCookies([{ name: CLIENT_COOKIE, value: client.id, url }])
  await watchMilestones(context)
  const first = await context.newPage()
  await load(first, `${url}/`, titleOf(withUnionId))
  await first.close()
  return { client, context }
}
