import PanelActions from '~/components/panels/PanelActions.vue'
import { cancelOrder, markGold, pay, remind, rename, runOf } from '../../cards'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

const cancel = { ...cancelOrder, fields: undefined }
const actions = [
  { id: 'crm', label: '在 CRM 中打开', kind: 'open' as const, url: 'https://crm.example.com' },
  cancel,
  { id: 'stamp', label: '加一枚印章', kind: 'submit' as const },
  { id: 'call', label: '拨打电话', kind: 'unknown' as const },
]
const problem = { code: 'panel_late' as const, message: '' }

export default specimen(PanelActions, {
  actions: { props: { actions } },
  page: { props: {
    actions: [...actions, pay, markGold, rename, remind], canReply: true,
    edits: { can: { tag: true, remark: true, remind: true } },
  } },
  running: { props: { actions, last: { run: runOf(cancel), status: 'running' } } },
  failed: { props: { actions, last: { run: runOf(cancel), status: 'failed', problem } } },
  long: { props: { actions: [
    { id: 'crm', label: LONG, kind: 'open', url: 'https://crm.example.com' }, { id: 'a', label: LONG, kind: 'submit' },
  ] } },
})
