import AppIcon from '~/components/ui/AppIcon.vue'
import { specimen } from '../../specimen'

export default specimen(AppIcon, {
  copy: { props: { name: 'copy' } },
  check: { props: { name: 'check' } },
  edit: { props: { name: 'edit' } },
  eye: { props: { name: 'eye' } },
  close: { props: { name: 'close' } },
  plus: { props: { name: 'plus' } },
  search: { props: { name: 'search' } },
  external: { props: { name: 'external' } },
  female: { props: { name: 'female' } },
  male: { props: { name: 'male' } },
})
