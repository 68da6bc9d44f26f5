import GroupCard from '~/components/group/GroupCard.vue'
import { NO_MEMBER_FILTER } from '~/browser/search/group-members'
import { group, members } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(GroupCard, {
  'named': { props: { group, members, filter: NO_MEMBER_FILTER, canReply: true } },
  'without a name or a notice': {
    props: { group: { ...group, name: '', notice: '' }, members, filter: NO_MEMBER_FILTER },
  },
  'folded': {
    props: {
      group, members, filter: NO_MEMBER_FILTER, sections: { group: false, members: false, ids: false },
    },
  },
  'nobody found': { props: { group, members: [], filter: { query: '没有这个人' } } },
})
