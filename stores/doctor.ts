import type { DoctorReport } from '#shared/types/doctor.ts'
import type { KeptDraft } from '#shared/types/draft.ts'
import type { PanelCalls } from '#shared/types/panel.ts'
import { ApiError } from '~/browser/api/api-error'
import type { Failure } from '~/browser/failure'
import { useApiRequest } from '~/composables/useApi'
import { useDraftsStore } from '~/stores/drafts'

/** The report of the doctor, kept up to date. */
export const useDoctorStore = defineStore('doctor', () => {
  const request = useApiRequest()
  const drafts = useDraftsStore()
  const report = shallowRef<DoctorReport>()
  const panels = shallowRef<PanelCalls[]>([])
  const failure = shallowRef<Failure>()
  const isLoading = shallowRef(false)
  /** Why checks are ignored, while that is being typed; by id of the check. */
  const reasons = shallowRef<Readonly<Record<string, string>>>({})
  const hasPanels = computed(() =>
    report.value?.checks.some(({ id, status }) => id === 'panels' && status !== 'skipped'))

  async function attempt(work: () => Promise<void>): Promise<void> {
    isLoading.value = true
    try {
      await work()
      failure.value = undefined
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      failure.value = error.failure
    }
    finally {
      isLoading.value = false
    }
  }

  async function read(): Promise<void> {
    const latest = await request<DoctorReport>('/api/doctor')
    // The first run may take longer than a request.
    if (latest.checks.length > 0) report.value = latest
  }

  /** Reads the last calls of panels, for admins. */
  const readPanels = () => attempt(async () => void (panels.value = await request('/api/doctor/panels')))

  /** Reads the report; the server runs the checks when they are old. */
  const refresh = () => attempt(read)
  /** Runs the checks now. */
  const checkAgain = () => attempt(async () => {
    await request('/api/doctor/runs', { method: 'POST' })
    await read()
  })

  function typeReason(check: string, reason: string): void {
    const { [check]: _, ...others } = reasons.value
    reasons.value = reason === '' ? others : { ...others, [check]: reason }
  }

  /** @returns what the server has of them; nothing when it cannot be asked: this browser may have it, too */
  async function readKeptReasons(): Promise<KeptDraft | undefined> {
    try {
      const { draft } = await request<{ draft?: KeptDraft }>('/api/doctor/draft')
      return draft
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      return undefined
    }
  }

  /** Offers the reasons that an earlier page left, and keeps what is typed from now on. */
  async function followReasons(): Promise<void> {
    await drafts.look([['doctor', await readKeptReasons()]])
    drafts.follow({
      place: 'doctor',
      unsaved: () => Object.keys(reasons.value).length > 0 ? reasons.value : undefined,
      offer: kept => reasons.value = { ...kept, ...reasons.value },
    })
  }

  /** @param reason empty: the check is no longer ignored */
  const ignore = (check: string, reason: string) => attempt(async () => {
    await request('/api/doctor/ignored', { method: 'POST', body: { check, reason } })
    typeReason(check, '')
    await read()
  })

  return {
    report, panels, hasPanels, failure, isLoading, reasons,
    refresh, readPanels, checkAgain, typeReason, followReasons, ignore,
  }
})
