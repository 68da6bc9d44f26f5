import ChoiceChips from '~/components/ui/ChoiceChips.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

const choices = [{ value: '', label: '全部' }, { value: 'a', label: '邀约' }, { value: 'b', label: LONG }]

export default specimen(ChoiceChips, { one: { props: { label: '类型', choices, modelValue: 'a' } } })
