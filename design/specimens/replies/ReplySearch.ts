import ReplySearch from '~/components/replies/ReplySearch.vue'
import { specimen } from '../../specimen'

const search = { modelValue: '报价', sends: false, sending: false, saved: false }

export default specimen(ReplySearch, {
  'nothing looked for': { props: { ...search, modelValue: '' } },
  'found': { props: { ...search, sends: true } },
  'sending': { props: { ...search, sending: true } },
  'saved': { props: { ...search, saved: true } },
})
