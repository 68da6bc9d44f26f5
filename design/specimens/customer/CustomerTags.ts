import CustomerTags from '~/components/customer/CustomerTags.vue'
import type { Edit } from '~/composables/customer-edit'
import { failureOf } from '~/composables/failure'
import { profile, tagLibrary } from '../../fixtures'
import { specimen } from '../../specimen'

const edit: Edit = { field: 'tags', add: [], remove: [] }

export default specimen(CustomerTags, {
  'some': { props: { isAdmin: false, tags: profile.relation!.tags, editable: true, library: { status: 'ready', id: '', data: tagLibrary, loadedAt: 0 } } },
  'none': { props: { isAdmin: false, tags: [], editable: true } },
  'saving': { props: { isAdmin: false, tags: profile.relation!.tags, editable: true, state: { status: 'saving', edit } } },
  'failed': { props: { isAdmin: false, tags: profile.relation!.tags, editable: true, state: { status: 'failed', edit, failure: failureOf('wecom_busy') } } },
  'read only': { props: { isAdmin: false, tags: profile.relation!.tags, editable: false } },
})
