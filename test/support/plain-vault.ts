import type { Encryption } from '../../server/storage/encryption.ts'
import type { KeyValueStore } from '../../server/storage/key-value-store.ts'
import { createMemoryStore } from '../../server/storage/memory-store.ts'
import { createVault } from '../../server/storage/vault.ts'
import type { Vault } from '../../server/storage/vault.ts'

const plain: Encryption = { encrypt: text => text, decrypt: text => text, fingerprint: text => text }

/** A vault whose values a test can read in the store: nothing is encrypted. */
export function createPlainVault(store: KeyValueStore = createMemoryStore()): Vault {
  return createVault(store, plain)
}
