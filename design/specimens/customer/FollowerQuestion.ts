import FollowerQuestion from '~/components/customer/FollowerQuestion.vue'
import { failureOf } from '~/browser/failure'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

const id = 'wmDesignShenJianing0000000000001'
const ready = (...names: string[]) => ({
  status: 'ready' as const, id, loadedAt: 0, data: names.map(name => ({ userId: name, name })),
})

export default specimen(FollowerQuestion, {
  'before the question': { props: { state: { status: 'idle' } } },
  'loading': { props: { state: { status: 'loading', id } } },
  'one': { props: { state: ready('王思琪'), canAsk: true } },
  'two': { props: { state: ready('王思琪', '陈志远'), canAsk: true } },
  'ordinary browser': { props: { state: ready('王思琪', '陈志远') } },
  'long': { props: { state: ready(LONG), canAsk: true } },
  'none': { props: { state: ready() } },
  'not found': { props: { state: { status: 'failed', id, failure: failureOf('customer_not_found') } } },
  'failed': { props: { state: { status: 'failed', id, failure: failureOf('too_many_requests') } } },
})
