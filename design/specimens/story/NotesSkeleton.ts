import NotesSkeleton from '~/components/story/NotesSkeleton.vue'
import { specimen } from '../../specimen'

export default specimen(NotesSkeleton, { loading: { props: {} }, folded: { props: { folded: true } } })
