import GroupMembers from '~/components/group/GroupMembers.vue'
import { NO_MEMBER_FILTER } from '~/browser/search/group-members'
import { members } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(GroupMembers, {
  'all': { props: { members, filter: NO_MEMBER_FILTER } },
  'no customers': { props: { members: [], filter: { query: '', kind: 'customer' } } },
  'everybody is added': { props: { members: [], filter: { query: '', kind: 'stranger' } } },
  'none found': { props: { members: [], filter: { query: '没有这个人' } } },
})
