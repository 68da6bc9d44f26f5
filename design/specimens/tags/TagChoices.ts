import TagChoices from '~/components/tags/TagChoices.vue'
import { tagLibrary, usedTags } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(TagChoices, {
  'library': { props: { modelValue: ['et1'], groups: { status: 'ready', id: '', data: tagLibrary, loadedAt: 0 } } },
  'with counts': { props: { modelValue: ['et1'], groups: usedTags } },
})
