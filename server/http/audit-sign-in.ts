import type { H3Event } from 'h3'
import type { SignedInUser } from '../identity/wechat-sign-ins.ts'
import type { Alongside } from '../storage/sql/sql-database.ts'
import { recordWith } from './audit.ts'

/** Records the link of a person who signs in with WeChat, in the transaction that stores it. */
export function linkInAudit<T>(
  event: H3Event, app: string, work: (alongside: Alongside<[user: SignedInUser]>) => Promise<T>,
): Promise<T> {
  return recordWith(event, append => work((transaction, { unionId: subject, openId: account }) =>
    append(transaction, 'link_identity', { subject, details: { app }, ids: { account } })))
}
