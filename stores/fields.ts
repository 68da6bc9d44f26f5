import type { Field, FieldListEdit } from '#shared/types/field.ts'
import { createFieldsApi } from '~/browser/fields/fields-api'
import { useApiRequest } from '~/composables/useApi'
import { useDefinedList } from '~/composables/useDefinedList'

/** The fields of the company, while an admin defines them. */
export const useFieldsStore = defineStore('fields', () => {
  const api = createFieldsApi(useApiRequest())
  return useDefinedList<Field, FieldListEdit['after'][number]>({
    read: async signal => (await api.fields(signal)).fields,
    write: async edit => (await api.defineFields(edit)).fields,
    clean: ({ choices, ...field }) => ({
      ...field,
      name: field.name.trim(),
      ...choices && { choices: choices.map(choice => choice.trim()).filter(choice => choice !== '') },
    }),
  })
})
