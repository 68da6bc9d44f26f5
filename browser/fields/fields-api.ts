import type { CustomerFields, FieldEdit, FieldList, FieldListEdit } from '#shared/types/field.ts'
import { customerPath, type ApiRequest } from '../api/api'

/** Typed calls of the company's fields. Each rejects with ApiError and nothing else. */
export interface FieldsApi {
  /** Rejects with `edit_conflict` when a colleague was faster. */
  setField: (externalUserId: string, id: string, edit: FieldEdit) => Promise<CustomerFields>
  fields: (signal?: AbortSignal) => Promise<FieldList>
  /** Admins only. Rejects with `edit_conflict` when another admin was faster. */
  defineFields: (edit: FieldListEdit) => Promise<FieldList>
}

/**
 * Apart from the other calls, because many companies have no fields.
 *
 * @param request sends one request and gives the parsed answer
 * @returns the typed calls
 */
export function createFieldsApi(request: ApiRequest): FieldsApi {
  return {
    setField: (externalUserId, id, body) =>
      request(customerPath(externalUserId, `/fields/${id}`), { method: 'PUT', body }),
    fields: signal => request('/api/fields', { signal }),
    defineFields: body => request('/api/fields', { method: 'PUT', body }),
  }
}
