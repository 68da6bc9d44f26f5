import type { Field, FieldListEdit } from '#shared/types/field.ts'
import { createFieldsApi } from '~/browser/fields/fields-api'
import { useApiRequest } from '~/composables/useApi'
import { useDefinedList } from '~/composables/useDefinedList'
import { useDraftsStore } from '~/stores/drafts'

/** The fields of the company, while an admin defines them. */
export const useFieldsStore = defineStore('fields', () => {
  const api = createFieldsApi(useApiRequest())
  return useDefinedList<Field, FieldListEdit['after'][number]>({
    drafts: useDraftsStore(),
    place: 'fields',
    async read(signal) {
      const { fields, draft } = await api.fields(signal)
      return { items: fields, draft }
    },
    write: async edit => (await api.defineFields(edit)).fields,
    clean: ({ choices, ...field }) => ({
      ...field,
      name: field.name.trim(),
      ...choices && { choices: choices.map(choice => choice.trim()).filter(choice => choice !== '') },
    }),
  })
})
