import PlainText from '~/components/ui/PlainText.vue'
import { specimen } from '../../specimen'

export default specimen(PlainText, {
  'plain': { props: { text: '沈佳宁' } },
  'reversing letters': { props: { text: '\u202Egnp.exe' } },
  'nothing to see': { props: { text: '\u200B\uFEFF', blank: '—' } },
})
