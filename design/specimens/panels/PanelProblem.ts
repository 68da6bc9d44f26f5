import { failureOf } from '~/browser/failure'
import PanelProblem from '~/components/panels/PanelProblem.vue'
import { specimen } from '../../specimen'

export default specimen(PanelProblem, {
  'late': { props: { problem: { code: 'panel_late' } } },
  'no unionid': {
    props: { problem: { code: 'union_id_missing', reason: 'developer_account_not_bound' } }, isAdmin: true,
  },
  'wrong card': {
    props: { problem: { code: 'panel_card_invalid', detail: 'blocks.0.text: expected string' } }, isAdmin: true,
  },
  'offline': { props: { failure: failureOf('offline') } },
})
