import GroupMembers from '~/components/group/GroupMembers.vue'
import { members } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(GroupMembers, {
  'all': { props: { members, query: '' } },
  'none found': { props: { members: [], query: '没有这个人' } },
})
