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

/** Encrypts and decrypts values of one key. A text that was not sealed for it, or is damaged, opens as undefined. */
export function createSeal<Value>(encryption: Encryption, { key, schema }: SealedOptions<Value>) {
  const json = v.pipe(v.string(), v.parseJson(), schema)
  return {
    seal: (value: Value) => encryption.encrypt(JSON.stringify(value), key),
    open(sealed: string | undefined): Value | undefined {
      const parsed = v.safeParse(json, sealed === undefined ? undefined : encryption.decrypt(sealed, key))
      return parsed.success ? parsed.output : undefined
    },
  }
}
