import type { NoteEdit } from '~/browser/edits/customer-edit'
import EditProblem from '~/components/customer/EditProblem.vue'
import { failureOf } from '~/browser/failure'
import { specimen } from '../../specimen'

const edit: NoteEdit = { field: 'remark', before: '沈佳宁', after: '沈佳宁 · 云栖花园' }

export default specimen(EditProblem, {
  'failed': { props: { state: {
    status: 'failed', edit, failure: failureOf('wecom_busy', { requestId: '0f1e2d3c' }),
  } } },
  'signed out': { props: { state: { status: 'failed', edit, failure: failureOf('session_required') } } },
  'for an admin': { isAdmin: true, props: { state: { status: 'failed', edit, failure: failureOf('wecom_config') } } },
  'conflict': { props: { state: {
    status: 'conflict', edit, theirs: '沈女士（转介绍）', failure: failureOf('edit_conflict'),
  } } },
})
