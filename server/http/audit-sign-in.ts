import type { H3Event } from 'h3'
import type { WithLink } from '../identity/wechat-sign-ins.ts'
import { recordWith } from './audit.ts'

/** Records the link of a person who signs in with WeChat, in the transaction that stores it. */
export function linkInAudit(event: H3Event, app: string): WithLink {
  return ({ unionId: subject, openId: account }, store) => recordWith(event, append => store(transaction =>
    append(transaction, 'link_identity', { subject, details: { app }, ids: { account } })))
}
