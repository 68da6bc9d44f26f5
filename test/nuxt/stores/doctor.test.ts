import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { KeptDraft } from '#shared/types/draft.ts'
import { ApiError } from '~/browser/api/api-error'
import type { DraftPlace } from '~/browser/drafts/draft-place'
import type { Draft } from '~/browser/drafts/follow-draft'
import { failureOf } from '~/browser/failure'
import { useDoctorStore } from '~/stores/doctor'
import { servePage } from '../support/page'

type Reasons = Record<string, string>
const request = vi.hoisted(() => vi.fn())
vi.mock('~/composables/useApi', () => ({ useApiRequest: () => request }))
/** What the drafts of browser and server are asked to keep, and to look for. */
const drafts = vi.hoisted(() => ({ followed: [] as Draft<Reasons>[], looked: [] as unknown[] }))
vi.mock('~/stores/drafts', () => ({
  useDraftsStore: () => ({
    look: async (places: [DraftPlace, KeptDraft | undefined][]) => void drafts.looked.push(...places),
    follow: (draft: Draft<Reasons>) => void drafts.followed.push(draft),
  }),
}))

beforeEach(() => {
  servePage({ member: { userId: 'wang', admin: true } })
  setActivePinia(createPinia())
  request.mockReset().mockImplementation(async (path: string) => path === '/api/doctor' ? { checks: [] } : {})
  drafts.followed.length = drafts.looked.length = 0
})

describe('the reason why a check is ignored', () => {
  it('is a draft while it is typed, until the server has it', async () => {
    const doctor = useDoctorStore()
    await doctor.followReasons()
    const [draft] = drafts.followed
    expect([draft!.place, draft!.unsaved()]).toEqual(['doctor', undefined])
    doctor.typeReason('site', 'only here')
    doctor.typeReason('clock', 'known')
    doctor.typeReason('clock', '')
    expect(draft!.unsaved()).toEqual({ site: 'only here' })
    request.mockRejectedValueOnce(new ApiError(failureOf('store_unavailable')))
    await doctor.ignore('site', 'only here')
    expect([doctor.reasons, doctor.failure?.code]).toEqual([{ site: 'only here' }, 'store_unavailable'])
    await doctor.ignore('site', 'only here')
    expect([draft!.unsaved(), doctor.failure]).toEqual([undefined, undefined])
  })

  it('comes back from an earlier page or another browser, but not over what is typed now', async () => {
    const kept = { text: '1.abc', ageMs: 5 }
    request.mockResolvedValueOnce({ draft: kept })
    const doctor = useDoctorStore()
    await doctor.followReasons()
    expect(drafts.looked).toEqual([['doctor', kept]])
    doctor.typeReason('site', 'now')
    drafts.followed[0]!.offer({ site: 'before', clock: 'before' })
    expect(doctor.reasons).toEqual({ site: 'now', clock: 'before' })
  })

  it('is kept in this browser although the server does not answer', async () => {
    request.mockRejectedValueOnce(new ApiError(failureOf('offline')))
    await useDoctorStore().followReasons()
    expect(drafts.followed).toHaveLength(1)
  })
})
