import MemberHeader from '~/components/workbench/MemberHeader.vue'
import { LONG, member } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(MemberHeader, {
  'inside WeCom': { props: { member, canSignOut: false, canAdd: true } },
  'outside': { props: { member, canSignOut: true, canAdd: false } },
  'admin with a long name': { props: {
    member: { userId: 'admin', name: LONG, admin: true }, canSignOut: true, canAdd: true,
  } },
})
