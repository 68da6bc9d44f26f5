import * as v from 'valibot'
import { readJson } from '../../http/input.ts'
import { definePublicHandler } from '../../http/public-handler.ts'

const base64 = (maxLength: number) => v.pipe(v.string(), v.regex(/^[0-9A-Za-z+/]+={0,2}$/), v.maxLength(maxLength))
const userData = v.strictObject({
  session: v.string(),
  rawData: v.string(),
  signature: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
  encryptedData: base64(16 * 1024),
  iv: base64(24),
})

/** What `wx.getUserInfo` gave a signed-in user of a mini program. */
export default definePublicHandler(async (event, { miniProgram }) => {
  const { session, ...data } = await readJson(event, userData)
  return miniProgram.takeUserData(session, data)
}, 'store')
