import type { TagsEdit } from '~/browser/edits/customer-edit'
import CustomerTags from '~/components/customer/CustomerTags.vue'
import { failureOf } from '~/browser/failure'
import { profile, tagLibrary } from '../../fixtures'
import { specimen } from '../../specimen'

const edit: TagsEdit = { field: 'tags', add: [], remove: [] }

export default specimen(CustomerTags, {
  'some': { props: {
    tags: profile.relation!.tags, editable: true, library: { status: 'ready', id: '', data: tagLibrary, loadedAt: 0 },
  } },
  'none': { props: { tags: [], editable: true } },
  'saving': { props: { tags: profile.relation!.tags, editable: true, state: { status: 'saving', edit } } },
  'failed': { props: {
    tags: profile.relation!.tags, editable: true, state: { status: 'failed', edit, failure: failureOf('wecom_busy') },
  } },
  'kept': { props: { tags: [], editable: true, unsaved: { ...edit, add: profile.relation!.tags } } },
  'read only': { props: { tags: profile.relation!.tags, editable: false } },
})
