import SearchField from '~/components/ui/SearchField.vue'
import { specimen } from '../../specimen'

export default specimen(SearchField, {
  empty: { props: { modelValue: '', label: '搜索姓名、备注、企业' } },
  filled: { props: { modelValue: '云栖', label: 'Search my customers' } },
})
