import CustomerFilter from '~/components/workbench/CustomerFilter.vue'
import { NO_FILTER } from '~/browser/search/customer-filter'
import { usedTags } from '../../fixtures'
import { ownValues } from '../../story'
import { specimen } from '../../specimen'

const everybody = NO_FILTER

export default specimen(CustomerFilter, {
  empty: {
    props: {
      modelValue: everybody, tags: usedTags, values: ownValues, summary: '38 位客户', count: 38, isFiltered: false,
    },
  },
  narrowed: { isAdmin: true, props: {
    modelValue: {
      query: '云栖', withoutUnionId: true, tagIds: ['et1', 'et2'], values: {}, order: 'added',
    }, tags: usedTags, values: ownValues, summary: '2 found', count: 2, isFiltered: true,
  } },
})
