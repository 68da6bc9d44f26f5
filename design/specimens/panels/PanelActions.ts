import PanelActions from '~/components/panels/PanelActions.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(PanelActions, {
  actions: { props: { actions: [
    { id: 'crm', label: '在 CRM 中打开', kind: 'open', url: 'https://crm.example.com' },
    { id: 'call', label: '拨打电话', kind: 'unknown' },
  ] } },
  long: { props: { actions: [{ id: 'crm', label: LONG, kind: 'open', url: 'https://crm.example.com' }] } },
})
