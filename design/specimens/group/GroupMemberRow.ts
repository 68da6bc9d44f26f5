import GroupMemberRow from '~/components/group/GroupMemberRow.vue'
import { LONG, members } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(GroupMemberRow, {
  'colleague, owner': { props: { member: members[0]! } },
  'colleague, admin': { props: { member: members[1]! } },
  'my customer': { props: { member: members[2]! } },
  'my customer, with remark': {
    props: { member: { ...members[2]!, remark: '沈佳宁 · 云栖花园' } },
  },
  'stranger': { props: { member: members[3]! } },
  'long': { props: { member: { ...members[2]!, name: LONG, groupNickname: LONG } } },
})
