import * as v from 'valibot'
import { CUSTOMERS_OF_CORP } from '#shared/api-scopes.ts'
import { record } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { requireAppOfKey } from '../../http/door/require-key.ts'
import { wecomId } from '../../http/ids.ts'

export default defineDoor({
  does: 'The openid of a customer for payments of the corp.',
  who: { key: 'payments:open-id' },
  body: v.strictObject({ externalUserId: wecomId }),
  answer: 'PaymentOpenId',
  errors: ['app_not_allowed', 'customer_not_found'],
  asks: 'wecom',
}, async ({ event, body: { externalUserId }, services }) => {
  requireAppOfKey(event, CUSTOMERS_OF_CORP)
  const openId = await services.findPaymentOpenId(externalUserId)
  record(event, 'convert_to_open_id', { subject: externalUserId })
  return { openId }
})
