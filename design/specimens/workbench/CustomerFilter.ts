import CustomerFilter from '~/components/workbench/CustomerFilter.vue'
import { usedTags } from '../../fixtures'
import { specimen } from '../../specimen'

const everybody = { query: '', withoutUnionId: false, tagIds: [] }

export default specimen(CustomerFilter, {
  empty: { props: { modelValue: everybody, tags: usedTags, summary: '38 位客户', count: 38, isFiltered: false } },
  narrowed: { props: {
    modelValue: {
      query: '云栖', withoutUnionId: true, tagIds: ['et1', 'et2'],
    }, tags: usedTags, summary: '2 found', count: 2, isFiltered: true,
  } },
})
