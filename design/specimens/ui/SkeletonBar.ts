import SkeletonBar from '~/components/ui/SkeletonBar.vue'
import { specimen } from '../../specimen'

export default specimen(SkeletonBar, {
  short: { props: { shape: 'short' } },
  medium: { props: { shape: 'medium' } },
  long: { props: { shape: 'long' } },
  avatar: { props: { shape: 'avatar' } },
  box: { props: { shape: 'box' } },
})
