import PanelList from '~/components/panels/PanelList.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(PanelList, {
  list: { props: { items: [
    { title: 'A-42 · 实木餐桌', detail: '已发货', meta: '2026-02-27', tone: 'good', url: 'https://crm.example.com' },
    { title: 'A-17 · 台灯' },
  ] } },
  long: { props: { items: [{ title: LONG, detail: LONG, meta: LONG }] } },
})
