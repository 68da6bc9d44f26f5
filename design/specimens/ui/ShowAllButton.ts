import ShowAllButton from '~/components/ui/ShowAllButton.vue'
import { specimen } from '../../specimen'

export default specimen(ShowAllButton, {
  shut: { props: { modelValue: false } },
  open: { props: { modelValue: true } },
})
