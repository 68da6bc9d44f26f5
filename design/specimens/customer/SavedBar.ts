import SavedBar from '~/components/customer/SavedBar.vue'
import { edits } from '../../fixtures'
import { specimen } from '../../specimen'

const undo = { field: 'remark' as const, before: '许建国', after: '许总' }

export default specimen(SavedBar, {
  'saved': { props: { edits: { ...edits, undo, undone: false } } },
  'undone': { props: { edits: { ...edits, undo, undone: true } } },
  'undone to nothing': { props: { edits: { ...edits, undo: { ...undo, before: '' }, undone: true } } },
  'tags undone': { props: { edits: { ...edits, undo: { field: 'tags', add: [], remove: [] }, undone: true } } },
})
