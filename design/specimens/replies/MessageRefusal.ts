import MessageRefusal from '~/components/replies/MessageRefusal.vue'
import { specimen } from '../../specimen'

export default specimen(MessageRefusal, {
  'a mini program of others': { props: { problem: 'foreign_mini_program' } },
  'a link': { props: { problem: 'bad_link' } },
  'a file': { props: { problem: 'media_refused' } },
})
