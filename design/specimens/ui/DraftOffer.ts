import DraftOffer from '~/components/ui/DraftOffer.vue'
import { specimen } from '../../specimen'

export default specimen(DraftOffer, {
  text: { props: { label: '描述' }, slots: { default: () => '三居室，六月交房，' } },
  hidden: { props: { label: '电话' } },
})
