import { isRefusal } from '../upstream/upstream-error.ts'

/** @returns whether WeCom knows no such customer or group, or none that is related to a visible member */
export function hasNoRelation(error: unknown): boolean {
  return isRefusal(error, 'no_relation')
}
