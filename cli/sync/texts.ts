import type { SyncProgress } from '../../server/identity/sync/run-state.ts'
import { PLACES } from '../../server/config/places.ts'
import { errcodeEntry } from '../../server/wecom/errcodes.ts'
import type { Outlook } from './outlook.ts'

const BAR = { narrowest: 8, widest: 40 }
const MEMBERS_NAMED = 20

const count = (value: number) => value.toLocaleString('en')

/** The progress of a run in one line. */
export function progressLine(progress: SyncProgress, { perSecond, secondsLeft }: Outlook): string {
  const { membersDone, members, customers, waitingUntil } = progress
  const done = `${count(membersDone)} of ${count(members)} members · ${count(customers)} customers`
  if (waitingUntil) return `${done} · waiting for WeCom until ${clockTime(waitingUntil)}`
  const left = secondsLeft === undefined ? '' : ` · ${duration(secondsLeft)} left`
  return `${done} · ${count(perSecond)}/s${left}`
}

/** The same after a bar, cut to the width of the terminal. */
export function progressBar(progress: SyncProgress, outlook: Outlook, columns: number): string {
  const text = `${`${Math.floor(outlook.share * 100)}%`.padStart(4)}  ${progressLine(progress, outlook)}`
  const width = Math.min(BAR.widest, Math.max(BAR.narrowest, columns - 1 - text.length))
  const filled = Math.round(outlook.share * width)
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)}${text}`.slice(0, columns - 1)
}

/** The result of a complete run. */
export function summary(progress: SyncProgress): string {
  const { startedAt = 0, finishedAt = 0, members, customers, withUnionId, skippedMembers } = progress
  const found = `${count(customers)} customers of ${count(members)} members`
  const split = `${count(withUnionId)} with a unionid, ${count(customers - withUnionId)} without`
  const lines = [`Done in ${duration((finishedAt - startedAt) / 1_000)}: ${found}, ${split}.`]
  if (members === 0) {
    const places = [PLACES.visibleRange, PLACES.customerRange].map(({ en }) => `  ${en}`)
    lines.push('WeCom shows this app no members. Widen both:', ...places)
  }
  else if (customers > 0 && withUnionId === 0) {
    lines.push(`No customer has a unionid. See docs/identity.md: ${PLACES.developerId.en}.`)
  }
  if (skippedMembers.length > 0) lines.push(`Without the customers of ${count(skippedMembers.length)} members:`)
  for (const { userId, errcode } of skippedMembers.slice(0, MEMBERS_NAMED)) {
    const reason = errcodeEntry(errcode).fix?.en ?? 'WeCom knows no such member: deleted, or with a new userid.'
    lines.push(`  ${userId}  errcode ${errcode}: ${reason}`)
  }
  const unnamed = skippedMembers.length - MEMBERS_NAMED
  if (unnamed > 0) lines.push(`  and ${count(unnamed)} more (--json names all)`)
  return lines.join('\n')
}

function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB')
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min`
  return `${(seconds / 3_600).toFixed(1)} h`
}
