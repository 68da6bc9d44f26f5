import { failureOf } from '~/browser/failure'
import PanelPageAction from '~/components/panels/PanelPageAction.vue'
import { markGold, pay, remind, rename } from '../../cards'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

const edits = { can: { tag: true, remark: true, remind: true } }
const tagging = (is: object) => ({ ...edits, editing: { action: 'gold', ...is } as never })

export default specimen(PanelPageAction, {
  send: { props: { action: pay } },
  tag: { props: { action: markGold, edits } },
  remark: { props: { action: rename, edits } },
  remind: { props: { action: remind, edits } },
  blocked: { props: { action: markGold, edits: { can: { tag: false, remark: false, remind: false } } } },
  running: { props: { action: markGold, edits: tagging({ status: 'running' }) } },
  unchanged: { props: { action: markGold, edits: tagging({ status: 'unchanged' }) } },
  unknown: { props: { action: markGold, edits: tagging({ status: 'unknown', name: '金卡会员' }) } },
  failed: { props: { action: markGold, edits: tagging({ status: 'failed', failure: failureOf('offline') }) } },
  long: { props: { action: { ...markGold, label: LONG, add: [{ name: LONG }] }, edits } },
})
