import CharacterCount from '~/components/ui/CharacterCount.vue'
import { specimen } from '../../specimen'

export default specimen(CharacterCount, {
  'within': { props: { length: 12, limit: 20 } },
  'too long': { props: { length: 23, limit: 20 } },
})
