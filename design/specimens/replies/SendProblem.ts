import SendProblem from '~/components/replies/SendProblem.vue'
import { specimen } from '../../specimen'

const text = '周六上午十点到店看样方便吗？我把地址和停车的位置一起发给您。'

export default specimen(SendProblem, {
  refused: { props: { problem: 'refused', text } },
  unconfirmed: { props: { problem: 'unconfirmed', text } },
  cancelled: { props: { problem: 'cancelled', text } },
})
