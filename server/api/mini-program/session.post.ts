import * as v from 'valibot'
import { miniProgramCode, readJson } from '../../http/input.ts'
import { definePublicHandler } from '../../http/public-handler.ts'

const signIn = v.strictObject({ appId: v.pipe(v.string(), v.regex(/^wx[0-9a-z]{16}$/)), code: miniProgramCode })

/** A mini program's user signs in with the code of `wx.login`. */
export default definePublicHandler(async (event, { miniProgram }) => {
  const { appId, code } = await readJson(event, signIn)
  return miniProgram.signIn(appId, code)
}, 'wechat')
