import AuditScreen from '~/components/audit/AuditScreen.vue'
import { failureOf } from '~/browser/failure'
import { auditRecord } from '../../fixtures'
import { specimen } from '../../specimen'

const screen = { filter: {}, records: [], hasMore: false, loading: false, exportQuery: {}, canSignOut: false }

export default specimen(AuditScreen, {
  'found': { within: 'main', props: { ...screen, records: [auditRecord], hasMore: true } },
  'in a browser': { within: 'main', props: { ...screen, records: [auditRecord], canSignOut: true } },
  'nothing found': { within: 'main', props: screen },
  'loading': { within: 'main', props: { ...screen, loading: true } },
  'failed': { within: 'main', props: { ...screen, failure: failureOf('store_unavailable'), retryIn: 7 } },
})
