import NoReplies from '~/components/replies/NoReplies.vue'
import { specimen } from '../../specimen'

export default specimen(NoReplies, { 'none yet': { props: {} } })
