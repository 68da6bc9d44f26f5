import type { ErrcodeClass, UpstreamRefusedError } from '../upstream/upstream-error.ts'
import type { Evidence } from './evidence.ts'

/** A wrong set-up has checks of its own; the others are a matter of every day. */
const NOTED: readonly ErrcodeClass[] = ['unknown', 'bug', 'throttled', 'token_dead']

/** Keeps a refusal of WeCom as evidence, when no check would name its cause. */
export function noteRefusal(evidence: Evidence, refusal: UpstreamRefusedError): void {
  const { endpoint, errcode, errcodeClass, concernsEveryCall } = refusal
  const concernsOneMember = errcodeClass === 'config' && !concernsEveryCall
  if (!concernsOneMember && !NOTED.includes(errcodeClass)) return
  evidence.note('wecom-refusal', `${endpoint} errcode ${errcode}`)
}
