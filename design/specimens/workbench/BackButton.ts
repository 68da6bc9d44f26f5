import BackButton from '~/components/workbench/BackButton.vue'
import { specimen } from '../../specimen'

export default specimen(BackButton, {
  'to the list': { props: { label: '返回我的客户' } },
  'to the group': { props: { label: 'Back to the group' } },
})
