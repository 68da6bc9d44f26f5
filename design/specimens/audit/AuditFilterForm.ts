import AuditFilterForm from '~/components/audit/AuditFilterForm.vue'
import { specimen } from '../../specimen'

export default specimen(AuditFilterForm, {
  empty: { props: { modelValue: {}, busy: false } },
  filled: { props: { modelValue: { actor: 'lin', action: 'reveal_mobiles', from: '2026-03-01' }, busy: false } },
  busy: { props: { modelValue: {}, busy: true } },
})
