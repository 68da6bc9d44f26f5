import * as v from 'valibot'
import { miniProgramCode, readJson } from '../../http/input.ts'
import { definePublicHandler } from '../../http/public-handler.ts'

const signIn = v.strictObject({ code: miniProgramCode })

/** A member signs in to a mini program in WeCom with the code of `wx.qy.login`. */
export default definePublicHandler(async (event, { memberSignIn }) => memberSignIn.signIn((await readJson(event, signIn)).code), 'wecom')
