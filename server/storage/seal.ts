import * as v from 'valibot'
import type { Encryption } from './encryption.ts'

/** What is sealed, and where it is stored. */
export interface SealedOptions<Value> {
  /** The whole key in the store. */
  key: string
  schema: v.GenericSchema<unknown, Value>
  /** Lifetime in the store, milliseconds. */
  ttlMs: number
}

const json = v.pipe(v.string(), v.parseJson())

/**
 * Encrypts and decrypts values of one key. A text that was not sealed for it, or is damaged, opens as undefined. The
 * value of the last text is remembered: the same text opens to the same value again. Callers must not change it.
 */
export function createSeal<Value>(encryption: Encryption, { key, schema }: SealedOptions<Value>) {
  let last: { sealed: string, value: Value } | undefined
  return {
    seal: (value: Value) => encryption.encrypt(JSON.stringify(value), key),
    open(sealed: string | undefined): Value | undefined {
      if (last && last.sealed === sealed) return last.value
      last = undefined
      if (sealed === undefined) return undefined
      const parsed = v.safeParse(v.pipe(json, schema), encryption.decrypt(sealed, key))
      if (!parsed.success) return undefined
      Object.freeze(parsed.output)
      last = { sealed, value: parsed.output }
      return parsed.output
    },
  }
}
