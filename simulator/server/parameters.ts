import { Refusal } from './refusal.ts'

/**
 * @param missing errcode of the refusal
 * @throws Refusal when the value is not a string, or empty
 */
export function textOf(value: unknown, missing: number, name: string): string {
  if (typeof value !== 'string' || value === '') throw new Refusal(missing, `no ${name} in the request`)
  return value
}

/**
 * @returns an empty list when the value is absent
 * @throws Refusal 40058
 */
export function textList(value: unknown, name: string, most = Number.POSITIVE_INFINITY): string[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value) || !value.every(one => typeof one === 'string')) {
    throw new Refusal(40058, `${name} is not a list of strings`)
  }
  if (value.length > most) throw new Refusal(40058, `${name} has more than ${most} elements`)
  return value
}

/**
 * @returns the page size; `usual` when the value is absent or 0
 * @throws Refusal 40058
 */
export function limitOf(value: unknown, usual: number, most: number): number {
  if (value === undefined || value === 0) return usual
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most) {
    throw new Refusal(40058, `limit is not a number from 1 to ${most}`)
  }
  return value
}

/** WeCom's limits count characters, not bytes or UTF-16 units. */
export function characters(text: string): number {
  return [...text].length
}
