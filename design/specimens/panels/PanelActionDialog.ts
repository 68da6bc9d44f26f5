import PanelActionDialog from '~/components/panels/PanelActionDialog.vue'
import { cancelOrder, runOf } from '../../cards'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

const run = runOf(cancelOrder)
const message = '订单已发货，不能取消'
const problem = { code: 'panel_late' as const, message: '' }

export default specimen(PanelActionDialog, {
  form: { props: { action: cancelOrder } },
  question: { props: { action: { ...cancelOrder, fields: undefined } } },
  running: { props: { action: cancelOrder, last: { run, status: 'running' } } },
  refused: { props: { action: cancelOrder, last: { run, status: 'done', tone: 'bad', message } } },
  failed: { props: { action: cancelOrder, last: { run, status: 'failed', problem } } },
  long: { props: { action: {
    id: 'a', label: LONG, kind: 'submit', confirm: LONG,
    fields: [{ name: 'a', label: LONG, type: 'text', value: LONG }],
  } } },
})
