import * as v from 'valibot'
import { readJson } from '../../http/input.ts'
import { definePublicHandler } from '../../http/public-handler.ts'

const query = v.strictObject({ session: v.string() })

/** Whose session this is: the client's own question, or that of a back end which the client has given it to. */
export default definePublicHandler(async (event, { memberSignIn }) => memberSignIn.identify((await readJson(event, query)).session), 'store')
