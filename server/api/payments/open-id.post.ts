import * as v from 'valibot'
import { record } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { wecomId } from '../../http/ids.ts'

export default defineDoor({
  does: 'The openid of a customer for payments of the corp.',
  who: { key: 'payments:open-id' },
  body: v.strictObject({ externalUserId: wecomId }),
  answer: 'PaymentOpenId',
  errors: ['customer_not_found'],
  asks: 'wecom',
}, async ({ event, body: { externalUserId }, services }) => {
  const openId = await services.findPaymentOpenId(externalUserId)
  record(event, 'convert_to_open_id', { subject: externalUserId })
  return { openId }
})
