import { plainText } from './plain-text.ts'

/** @returns the name that WeCom itself shows for a customer: the member's remark, else the customer's own nickname */
export function shownName(name: string, remark = ''): string {
  return plainText(remark) || plainText(name)
}
