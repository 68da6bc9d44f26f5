import AppAvatar from '~/components/ui/AppAvatar.vue'
import { specimen } from '../../specimen'

export default specimen(AppAvatar, {
  'large': { props: { name: '沈佳宁' } },
  'small': { props: { name: 'Olivia Chen', size: 'small' } },
  'emoji': { props: { name: '🌿 小森林' } },
  'no letter at all': { props: { name: '\u200B' } },
  'broken picture': { props: { name: '周铭', src: 'data:image/png;base64,' } },
})
