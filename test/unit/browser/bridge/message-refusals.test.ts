import { expect, it } from 'vitest'
import { messageRefusalOf } from '../../../../browser/bridge/message-refusals.ts'

it.each([
  ['sendChatMessage:fail, not allow to cross corp', 'foreign_mini_program'],
  ['sendChatMessage:fail_invalid miniprogram info', 'foreign_mini_program'],
  ['sendChatMessage:invalid param, link or img_url is invalid', 'bad_link'],
  ['sendChatMessage:fail_invalid imgUrl', 'bad_link'],
  ['sendChatMessage:fail invalid mediaid', 'media_refused'],
  ['sendChatMessage:fail_invalid mediaid', 'media_refused'],
  ['sendChatMessage:fail of an unknown kind', undefined],
  ['sendChatMessage:fail no permission', undefined],
  ['', undefined],
])('"%s" is %s', (errMsg, refusal) => {
  expect(messageRefusalOf(errMsg)).toBe(refusal)
})
