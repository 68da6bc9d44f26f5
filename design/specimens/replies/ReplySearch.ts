import ReplySearch from '~/components/replies/ReplySearch.vue'
import { specimen } from '../../specimen'

const search = { modelValue: '报价', sending: false, saved: false }

export default specimen(ReplySearch, {
  'nothing looked for': { props: { ...search, modelValue: '', sends: 'clicked' } },
  'found': { props: { ...search, sends: 'next' } },
  'sending': { props: { ...search, sending: true } },
  'saved': { props: { ...search, saved: true } },
})
