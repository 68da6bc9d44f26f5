import CopyButton from '~/components/ui/CopyButton.vue'
import { profile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CopyButton, {
  icon: { props: { value: profile.unionId!, label: '复制 UnionID' } },
  labelled: { props: { value: profile.unionId!, label: 'Copy details', labelled: true } },
})
