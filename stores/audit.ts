import type { AuditFilter, AuditPage, AuditRecord } from '#shared/types/audit.ts'
import { ApiError } from '~/browser/api/api-error'
import { auditQuery } from '~/browser/search/audit-query'
import type { Failure } from '~/browser/failure'
import { useApiRequest } from '~/composables/useApi'

/** The search of the audit, page by page. */
export const useAuditStore = defineStore('audit', () => {
  const request = useApiRequest()
  /** As typed. */
  const filter = shallowRef<AuditFilter>({})
  /** What the shown records were found with. */
  const searched = shallowRef<AuditFilter>({})
  const records = shallowRef<AuditRecord[]>([])
  const cursor = shallowRef<string>()
  const isLoading = shallowRef(false)
  const failure = shallowRef<Failure>()
  let newest = 0

  async function load(isNew: boolean): Promise<void> {
    const turn = ++newest
    isLoading.value = true
    try {
      const query = { ...auditQuery(searched.value), cursor: isNew ? undefined : cursor.value }
      const page = await request<AuditPage>('/api/audit', { query })
      if (turn !== newest) return
      records.value = isNew ? page.records : [...records.value, ...page.records]
      cursor.value = page.cursor
      failure.value = undefined
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (turn === newest) failure.value = error.failure
    }
    finally {
      if (turn === newest) isLoading.value = false
    }
  }

  /** Finds rows by what is typed now. A later search replaces one that has no answer yet. */
  async function search(): Promise<void> {
    searched.value = filter.value
    records.value = []
    cursor.value = undefined
    failure.value = undefined
    await load(true)
  }

  /** The next page; after a failure the same one again, and the failure stays meanwhile. Does nothing while loading. */
  async function loadMore(): Promise<void> {
    if (!isLoading.value) await load(records.value.length === 0)
  }

  return { filter, searched, records, cursor, isLoading, failure, search, loadMore }
})
