import AuditRow from '~/components/audit/AuditRow.vue'
import { auditRecord, LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(AuditRow, {
  'once': { within: 'ul', props: { record: auditRecord } },
  'counted': { within: 'ul', props: { record: { ...auditRecord, count: 3, lastAt: '2026-03-02T09:09:00.000Z' } } },
  'refused, by a stranger': {
    within: 'ul', props: { record: { ...auditRecord, action: 'refused', actor: '', result: 'api_key_refused' } },
  },
  'long': { within: 'ul', props: { record: { ...auditRecord, actor: LONG } } },
})
