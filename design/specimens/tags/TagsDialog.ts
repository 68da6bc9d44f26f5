import TagsDialog from '~/components/tags/TagsDialog.vue'
import { failureOf } from '~/browser/failure'
import { profile, tagLibrary } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(TagsDialog, {
  'library': {
    modal: true,
    props: { tags: profile.relation!.tags, library: { status: 'ready', id: '', data: tagLibrary, loadedAt: 0 } },
  },
  'loading': { modal: true, props: { tags: [], library: { status: 'loading', id: '' } } },
  'empty library': { modal: true, props: { tags: [], library: { status: 'ready', id: '', data: [], loadedAt: 0 } } },
  'failed': {
    modal: true, props: { tags: [], library: { status: 'failed', id: '', failure: failureOf('wecom_busy') } },
  },
})
