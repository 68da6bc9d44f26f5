import { convertToOpenId } from '../wecom/api/payment-open-id.ts'
import type { WecomClient } from '../wecom/client.ts'
import { hasNoRelation } from './no-relation.ts'
import { AppError } from '../errors/app-error.ts'

/**
 * The openid of a customer for payments of the corp. It is not kept: WeCom does not say to which appid it belongs, and an
 * openid without its app links nobody.
 *
 * @returns throws {AppError} customer_not_found also for customers who use WeCom, who have none
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
