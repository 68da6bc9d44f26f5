import AppIcon from '~/components/ui/AppIcon.vue'
import { specimen } from '../../specimen'

export default specimen(AppIcon, {
  'copy': { props: { name: 'copy' } },
  'check': { props: { name: 'check' } },
  'chevron-left': { props: { name: 'chevron-left' } },
  'chevron-right': { props: { name: 'chevron-right' } },
  'chevron-down': { props: { name: 'chevron-down' } },
  'chevron-up': { props: { name: 'chevron-up' } },
  'message': { props: { name: 'message' } },
  'edit': { props: { name: 'edit' } },
  'eye': { props: { name: 'eye' } },
  'eye-off': { props: { name: 'eye-off' } },
  'close': { props: { name: 'close' } },
  'search': { props: { name: 'search' } },
  'settings': { props: { name: 'settings' } },
  'female': { props: { name: 'female' } },
  'male': { props: { name: 'male' } },
})
