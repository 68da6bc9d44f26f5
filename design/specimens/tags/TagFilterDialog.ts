import TagFilterDialog from '~/components/tags/TagFilterDialog.vue'
import { failureOf } from '~/browser/failure'
import { usedTags } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(TagFilterDialog, {
  'chosen': { modal: true, props: { modelValue: ['et1'], groups: usedTags, count: 2 } },
  'no tags': { modal: true, props: { modelValue: [], groups: { ...usedTags, data: [] }, count: 3 } },
  'failed': {
    modal: true,
    props: { modelValue: [], groups: { status: 'failed', id: '', failure: failureOf('wecom_busy') }, count: 3 },
  },
})
