import CustomerNotes from '~/components/customer/CustomerNotes.vue'
import { edits, profile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerNotes, {
  'editable': { props: { isAdmin: false, relation: profile.relation!, type: 'wechat', edits } },
  'nothing noted': { props: { isAdmin: false, relation: { ...profile.relation!, remark: '', description: '', remarkCorpName: '', maskedMobiles: [] }, type: 'wechat', edits } },
  'read only': { props: { isAdmin: false, relation: profile.relation!, type: 'wecom' } },
})
