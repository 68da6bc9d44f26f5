import type { RefusalWording } from '../wecom/credentials/shared-refusal.ts'
import { WechatApiError } from './errors.ts'

/** The day's calls of the app are used up. Others that are throttled (45011) may be so for one user alone. */
const APP_QUOTA = 45009

/** What every call of an app would be told again: its set-up is refused, or it has no calls left. */
export const wechatRefusals: RefusalWording = {
  read: error => error instanceof WechatApiError && (error.errcodeClass === 'config' || error.errcode === APP_QUOTA)
    ? { endpoint: error.endpoint, errcode: error.errcode }
    : undefined,
  toError: ({ endpoint, errcode }) => new WechatApiError(endpoint, errcode),
}
