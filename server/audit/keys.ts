import { createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { AppError } from '../errors/app-error.ts'
import { createEncryption } from '../storage/encryption.ts'
import type { RootKeys } from '../storage/root-keys.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'

const KEY_BYTES = 32
/** 64 bits: among a billion ids, a chance of 3 % that any two have the same pseudonym. */
const PSEUDONYM_CHARS = 16
/** The same customers are looked at again and again. */
const MAX_PSEUDONYMS = 5_000

/** The keys of a corp's audit. They stay the same when the session password changes. */
export interface AuditKeys {
  /** A stand-in for an id: the same for the same id, and not to be guessed without the key. */
  pseudonym(id: string): string
  /** A message authentication code, hex. */
  mac(text: string): string
}

export interface AuditKeysOptions {
  database: SqlDatabase
  corpId: string
  roots: RootKeys
}

/**
 * The keys come from a random secret that is stored encrypted. Made at the first start; encrypted again when the
 * session password has changed.
 *
 * @returns opens the keys, once
 * @throws {AppError} audit_key_unreadable when none of the passwords opens the secret
 * @throws {AppError} store_unavailable
 */
export function createAuditKeys({ database, corpId, roots }: AuditKeysOptions): () => Promise<AuditKeys> {
  const newest = createEncryption(roots.slice(0, 1), 'audit')
  const any = createEncryption(roots, 'audit')
  let keys: AuditKeys | undefined

  async function readSecret(): Promise<string> {
    return database.exclusively(`audit-key ${corpId}`, async (transaction) => {
      const row = await transaction.selectFrom('auditKey').select('sealed').where('corpId', '=', corpId)
        .executeTakeFirst()
      const secret = row ? any.decrypt(row.sealed, corpId) : randomBytes(KEY_BYTES).toString('hex')
      if (secret === undefined) throw new AppError('audit_key_unreadable')
      if (!row || newest.decrypt(row.sealed, corpId) === undefined) {
        const sealed = newest.encrypt(secret, corpId)
        await transaction.insertInto('auditKey').values({ corpId, sealed })
          .onConflict(conflict => conflict.column('corpId').doUpdateSet({ sealed })).execute()
      }
      return secret
    })
  }

  return async () => keys ??= keysFrom(await readSecret())
}

/** @param secret random */
export function keysFrom(secret: string): AuditKeys {
  const chain = createMac(secret, 'chain')
  const hide = createMac(secret, 'pseudonym')
  const pseudonyms = new LRUCache<string, string>({
    max: MAX_PSEUDONYMS, memoMethod: id => hide(id).slice(0, PSEUDONYM_CHARS),
  })
  return { mac: chain, pseudonym: id => pseudonyms.memo(id) }
}

/** HMAC-SHA-256 with a key of its own for each purpose. */
function createMac(secret: string, purpose: string): (text: string) => string {
  const bytes = hkdfSync('sha256', secret, '', `wecom-sidebar:audit:${purpose}`, KEY_BYTES)
  // From bytes, Node would make such an object for each row of a million.
  const key = createSecretKey(Buffer.from(bytes))
  return text => createHmac('sha256', key).update(text).digest('hex')
}
