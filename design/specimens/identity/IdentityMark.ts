import IdentityMark from '~/components/identity/IdentityMark.vue'
import { specimen } from '../../specimen'

export default specimen(IdentityMark, {
  ...Object.fromEntries((['wechat', 'wecom', 'brand', 'danger'] as const).map(tone => [
    tone, { props: { tone }, slots: { default: () => tone } },
  ])),
})
