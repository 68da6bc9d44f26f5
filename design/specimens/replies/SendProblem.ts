import SendProblem from '~/components/replies/SendProblem.vue'
import { failureOf } from '~/browser/failure'
import { specimen } from '../../specimen'

const text = '周六上午十点到店看样方便吗？我把地址和停车的位置一起发给您。'

export default specimen(SendProblem, {
  'refused': { props: {
    problem: 'refused', text, failure: failureOf('bridge_refused', { errMsg: 'sendChatMessage:fail' }),
  } },
  'for admins': {
    isAdmin: true,
    props: {
      problem: 'no_permission',
      text,
      failure: failureOf('no_permission', { errMsg: 'sendChatMessage:fail no permission' }),
    },
  },
  'unconfirmed': { props: { problem: 'unconfirmed', text, failure: failureOf('api_timeout') } },
  'cancelled': { props: { problem: 'cancelled', text } },
})
