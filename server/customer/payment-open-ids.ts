import { AppError } from '../errors/app-error.ts'
import { convertToOpenId } from '../wecom/api/payment-open-id.ts'
import type { WecomClient } from '../wecom/client.ts'
import { hasNoRelation } from './no-relation.ts'

/**
 * Finds the openid of a customer for payments of the corp. It is not stored: WeCom does not say which appid it belongs
 * to, and an openid without its appid cannot be linked to a person.
 *
 * @returns a function that throws {AppError} customer_not_found; also for customers who use WeCom: they have no openid
 */
export function createPaymentOpenIds(wecom: WecomClient): (externalUserId: string) => Promise<string> {
  return async (externalUserId) => {
    try {
      return await convertToOpenId(wecom, externalUserId)
    }
    catch (error) {
      throw hasNoRelation(error) ? new AppError('customer_not_found') : error
    }
  }
}
