import GroupCard from '~/components/group/GroupCard.vue'
import { group, members } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(GroupCard, {
  'named': { props: { group, members, query: '', canReply: true } },
  'without a name or a notice': { props: { group: { ...group, name: '', notice: '' }, members, query: '' } },
  'nobody found': { props: { group, members: [], query: '没有这个人' } },
})
