import ImageOver from '~/components/ui/ImageOver.vue'
import { specimen } from '../../specimen'

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=='

export default specimen(ImageOver, {
  loaded: { props: { src: PIXEL } },
  broken: { props: { src: 'data:image/png;base64,' } },
})
