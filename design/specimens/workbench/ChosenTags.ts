import ChosenTags from '~/components/workbench/ChosenTags.vue'
import { usedTags } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(ChosenTags, {
  'some, one of them not in the library': { props: { tagIds: ['et1', 'et2', ''], tags: usedTags } },
})
