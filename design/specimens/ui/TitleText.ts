import TitleText from '~/components/ui/TitleText.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(TitleText, {
  'short': { props: { text: '林晓彤', blank: 'Unnamed' } },
  'nothing to see': { props: { text: '\u200B', blank: 'Unnamed' } },
  'long': { props: { text: LONG.repeat(3), blank: 'Unnamed' } },
})
