import type { SyncProgress } from '../../server/identity/sync/run-state.ts'
import { errcodeEntry } from '../../server/wecom/errcodes.ts'
import type { Outlook } from './outlook.ts'

const BAR = { narrowest: 8, widest: 40 }
const MEMBERS_NAMED = 20

const count = (value: number) => value.toLocaleString('en')

/** One line that tells where a run is. */
export function progressLine({ membersDone, members, customers, waitingUntil }: SyncProgress, { perSecond, secondsLeft }: Outlook): string {
  const done = `${count(membersDone)} of ${count(members)} members · ${count(customers)} customers`
  if (waitingUntil) return `${done} · waiting for WeCom until ${new Date(waitingUntil).toLocaleTimeString('en-GB')}`
  const left = secondsLeft === undefined ? '' : ` · ${duration(secondsLeft)} left`
  return `${done} · ${count(perSecond)}/s${left}`
}

/** The same with a bar, no wider than the terminal. */
export function progressBar(progress: SyncProgress, outlook: Outlook, columns: number): string {
  const text = `${`${Math.floor(outlook.share * 100)}%`.padStart(4)}  ${progressLine(progress, outlook)}`
  const width = Math.min(BAR.widest, Math.max(BAR.narrowest, columns - 1 - text.length))
  const filled = Math.round(outlook.share * width)
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)}${text}`.slice(0, columns - 1)
}

/** What a complete run found. */
export function summary({ startedAt = 0, finishedAt = 0, members, customers, withUnionId, skippedMembers }: SyncProgress): string {
  const lines = [
    `Done in ${duration((finishedAt - startedAt) / 1_000)}: ${count(customers)} customers of ${count(members)} members, ${count(withUnionId)} with a unionid, ${count(customers - withUnionId)} without.`,
  ]
  if (members === 0) lines.push('WeCom shows this app nobody: widen its 可见范围 (应用管理 → 应用) and 客户联系 → 权限配置 → 使用范围.')
  else if (customers > 0 && withUnionId === 0) lines.push('Nobody has a unionid: bind 微信开发者ID in 客户联系 → 客户 → API (docs/identity.md).')
  if (skippedMembers.length > 0) lines.push(`Without the customers of ${count(skippedMembers.length)} members:`)
  for (const { userId, errcode } of skippedMembers.slice(0, MEMBERS_NAMED)) {
    lines.push(`  ${userId}  errcode ${errcode}: ${errcodeEntry(errcode).fix?.en ?? 'WeCom knows no such member: gone, or renamed.'}`)
  }
  if (skippedMembers.length > MEMBERS_NAMED) lines.push(`  and ${count(skippedMembers.length - MEMBERS_NAMED)} more (--json names all)`)
  return lines.join('\n')
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min`
  return `${(seconds / 3_600).toFixed(1)} h`
}
