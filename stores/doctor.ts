import type { DoctorReport } from '#shared/types/doctor.ts'
import { ApiError } from '~/browser/api/api-error'
import type { Failure } from '~/browser/failure'
import { useApiRequest } from '~/composables/useApi'

/** The report of the doctor, kept up to date. */
export const useDoctorStore = defineStore('doctor', () => {
  const request = useApiRequest()
  const report = shallowRef<DoctorReport>()
  const failure = shallowRef<Failure>()
  const isLoading = shallowRef(false)

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

  /** Reads the report; the server runs the checks when they are old. */
  const refresh = () => attempt(read)
  /** Runs the checks now. */
  const checkAgain = () => attempt(async () => {
    await request('/api/doctor/runs', { method: 'POST' })
    await read()
  })
  /** @param reason empty: the check is no longer ignored */
  const ignore = (check: string, reason: string) => attempt(async () => {
    await request('/api/doctor/ignored', { method: 'POST', body: { check, reason } })
    await read()
  })

  return { report, failure, isLoading, refresh, checkAgain, ignore }
})
