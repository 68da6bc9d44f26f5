import { expect, it } from 'vitest'
import { CALLBACK_CHECKS, callbackRefused, isCallbackCheck } from '../../../../server/wecom/callback/refused.ts'

it('a refused callback tells the log its check, with advice for admins', () => {
  expect(callbackRefused('signature')).toMatchObject({
    code: 'invalid_request', causeCode: 'signature', advice: CALLBACK_CHECKS.signature,
  })
})

it('only the names of checks are names of checks', () => {
  expect(Object.keys(CALLBACK_CHECKS).every(isCallbackCheck)).toBe(true)
  expect(['', 'Signature', 'constructor'].some(isCallbackCheck)).toBe(false)
})
