import { isRefusal } from '../upstream/upstream-error.ts'

/** WeCom knows no such customer or group, or none that a visible member has to do with. */
export function hasNoRelation(error: unknown): boolean {
  return isRefusal(error, 'no_relation')
}
