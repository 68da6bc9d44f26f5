import GroupMemberRow from '~/components/group/GroupMemberRow.vue'
import { LONG, members } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(GroupMemberRow, {
  'colleague, owner': { props: { member: members[0]! } },
  'colleague, admin': { props: { member: members[1]! } },
  'my customer': { props: { member: members[2]! } },
  'stranger': { props: { member: members[3]! } },
  'long': { props: { member: { ...members[2]!, name: LONG, groupNickname: LONG } } },
})
