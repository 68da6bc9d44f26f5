import { WecomApiError } from '../wecom/call/errors.ts'

/** WeCom knows no such customer or group, or none that a visible member has to do with. */
export function hasNoRelation(error: unknown): boolean {
  return error instanceof WecomApiError && error.errcodeClass === 'no_relation'
}
