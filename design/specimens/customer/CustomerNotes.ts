import CustomerNotes from '~/components/customer/CustomerNotes.vue'
import { edits, profile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerNotes, {
  'editable': { props: { relation: profile.relation!, type: 'wechat', edits } },
  'nothing noted': { props: {
    relation: { ...profile.relation!, remark: '', description: '', remarkCorpName: '', maskedMobiles: [] },
    type: 'wechat',
    edits,
  } },
  'read only': { props: { relation: profile.relation!, type: 'wecom' } },
})
