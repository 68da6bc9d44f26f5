import { textOf } from '../parameters.ts'
import { Refusal } from '../refusal.ts'

const MOST_BYTES = 2_048

/**
 * @param missing errcode when there is none
 * @throws Refusal also 40039 too long, 45034 without http: or https:
 */
export function webAddress(value: unknown, missing: number, name: string): string {
  const address = textOf(value, missing, name)
  if (Buffer.byteLength(address) > MOST_BYTES) throw new Refusal(40039, `${name} is longer than ${MOST_BYTES} bytes`)
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) throw new Refusal(45034, `${name} is no web address`)
  return address
}
