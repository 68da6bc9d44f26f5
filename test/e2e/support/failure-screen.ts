import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { FAILURES } from '../../../browser/failure.ts'
import type { FailureCode } from '../../../browser/failure.ts'
import { zh } from './profile.ts'

/** Words that explain nothing when they stand alone. */
const EMPTY_WORDS = /^(?:出错|错误|失败|未知错误|error|failed|oops)[。.!！]?$/i

export interface ExpectedFailure {
  code: FailureCode
  /** Whether a request to our server failed. The member can pass on its request id. */
  hasRequestId?: boolean
  /** The part of the client's message that must be readable. */
  clientMessage?: string
}

/**
 * Waits for a failure and checks that it has all its parts: a heading, the cause as a sentence, who can fix it, one
 * action, and the details for an admin.
 *
 * @returns the action's button
 */
export async function expectFailure(
  page: Pick<Page, 'locator'>,
  { code, hasRequestId = false, clientMessage }: ExpectedFailure,
): Promise<Locator> {
  const { title, cause } = zh.failures[code]
  const { fix, fixer } = FAILURES[code]
  const main = page.locator('main')
  await main.getByRole('heading', { name: title, exact: true }).waitFor().catch(async (error: Error) => {
    throw new Error(`${error.message}\nThe page shows instead:\n${await main.innerText()}`, { cause: error })
  })
  await main.getByText(cause, { exact: true }).waitFor()
  // When the member can fix it, the button says so.
  if (fixer !== 'you') await main.getByText(zh.failure.fixer.member[fixer], { exact: true }).waitFor()
  const lines = (await main.innerText())
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
  expect(lines.filter(line => EMPTY_WORDS.test(line))).toEqual([])
  expect(cause).toMatch(/。$/)

  const action = main.getByRole('button', { name: zh.failure.fix[fix], exact: true })
  expect(await action.isEnabled()).toBe(true)
  await main.locator('summary').click()
  const details = await main.locator('details').innerText()
  expect(details).toContain(code)
  if (hasRequestId) expect(details).toMatch(new RegExp(`${zh.failure.requestId}\\s+[0-9a-f-]{8,}`))
  if (clientMessage) expect(details).toContain(clientMessage)
  return action
}
