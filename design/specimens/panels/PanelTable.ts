import PanelTable from '~/components/panels/PanelTable.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

const columns = [{ label: '日期' }, { label: '金额', align: 'end' as const }]

export default specimen(PanelTable, {
  table: { props: { columns, rows: [['2026-02-27', '¥ 3,280'], ['2025-11-02', '¥ 199']] } },
  empty: { props: { columns, rows: [] } },
  long: { props: { columns: [{ label: LONG }, { label: LONG }], rows: [[LONG, LONG]] } },
})
