import type { Transaction } from 'kysely'
import type { AuditHeadTable, Schema } from '../storage/sql/schema.ts'
import { isRepeatable } from './actions.ts'
import { countMac, GENESIS, headSeal, rowMac } from './chain.ts'
import type { UnchainedRow } from './entry.ts'
import type { AuditKeys } from './keys.ts'
import { countRepeats } from './repeats.ts'

/** Below the limit of parameters of both databases. */
const ROWS_A_STATEMENT = 1_000
/** Follows a head that no server wrote, so that `verify` finds the place. */
const BROKEN = 'broken'

/** The chain of a corp. */
export interface Chain {
  corpId: string
  keys: AuditKeys
}

/**
 * Appends rows. The lock of the head lasts until the transaction ends, so all processes write one chain. Call it last
 * in a transaction: its owner then waits for no other lock, so there is no deadlock.
 */
export async function appendRows(
  transaction: Transaction<Schema>, { corpId, keys }: Chain, rows: readonly UnchainedRow[],
): Promise<void> {
  const head = await lockHead(transaction, corpId)
  const fresh = await countRepeats(transaction, { corpId, keys }, rows)
  if (fresh.length === 0) return
  const isGenuine = head.seq === 0 || headSeal(keys, head) === head.seal
  let { seq, mac } = isGenuine ? head : { ...head, mac: BROKEN }
  const chained = fresh.map((row) => {
    seq += 1
    mac = rowMac(keys, mac, { ...row, corpId, seq })
    return { ...row, corpId, seq, mac, countMac: isRepeatable(row) ? countMac(keys, { ...row, mac }) : '' }
  })
  for (let at = 0; at < chained.length; at += ROWS_A_STATEMENT) {
    await transaction.insertInto('auditRow').values(chained.slice(at, at + ROWS_A_STATEMENT)).execute()
  }
  await transaction.updateTable('auditHead').set({ seq, mac, seal: headSeal(keys, { corpId, seq, mac }) })
    .where('corpId', '=', corpId).execute()
}

/** An update takes the lock in both databases. */
async function lockHead(transaction: Transaction<Schema>, corpId: string): Promise<AuditHeadTable> {
  return transaction.insertInto('auditHead').values({ corpId, seq: 0, mac: GENESIS, seal: '' })
    .onConflict(conflict => conflict.column('corpId').doUpdateSet(({ ref }) => ({ seq: ref('auditHead.seq') })))
    .returning(['corpId', 'seq', 'mac', 'seal']).executeTakeFirstOrThrow()
}
