import CopyText from '~/components/replies/CopyText.vue'
import { specimen } from '../../specimen'

export default specimen(CopyText, {
  short: { props: { text: '周六上午十点到店看样方便吗？' } },
  long: { props: { text: '周六上午十点到店看样方便吗？我把地址和停车的位置一起发给您。\n'.repeat(12) } },
})
