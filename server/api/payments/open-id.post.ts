import * as v from 'valibot'
import { defineApiKeyHandler } from '../../http/api-key-handler.ts'
import { recordSystemAccess } from '../../http/audit.ts'
import { readJson, wecomId } from '../../http/input.ts'

const body = v.strictObject({ externalUserId: wecomId })

/** The openid by which the corp's payments know a customer. */
export default defineApiKeyHandler('payments:open-id', async (event, _by, { findPaymentOpenId }) => {
  const { externalUserId } = await readJson(event, body)
  const openId = await findPaymentOpenId(externalUserId)
  recordSystemAccess(event, 'convert_to_open_id', [externalUserId])
  return { openId }
}, 'wecom')
