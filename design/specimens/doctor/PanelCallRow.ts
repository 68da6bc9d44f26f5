import PanelCallRow from '~/components/doctor/PanelCallRow.vue'
import { specimen } from '../../specimen'

const call = { at: '2026-11-26T08:00:00Z', kind: 'card' as const, ms: 34, status: 200, bytes: 312 }

export default specimen(PanelCallRow, {
  right: { within: 'ul', props: { call } },
  wrong: {
    within: 'ul',
    props: {
      call: {
        ...call, kind: 'action', problem: 'panel_card_invalid',
        detail: 'blocks.0.items.3.title: expected string; blocks.2.text: longer than 2000',
      },
    },
  },
  silent: {
    within: 'ul', props: { call: { at: call.at, kind: 'card', ms: 4_500, problem: 'panel_late' } },
  },
})
