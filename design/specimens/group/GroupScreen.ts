import GroupScreen from '~/components/group/GroupScreen.vue'
import { NO_MEMBER_FILTER } from '~/browser/search/group-members'
import { failureOf } from '~/browser/failure'
import { customers, group } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(GroupScreen, {
  loading: {
    within: 'main',
    props: { state: { status: 'loading', id: group.chatId }, customers: [], filter: NO_MEMBER_FILTER },
  },
  ready: {
    within: 'main',
    props: {
      state: { status: 'ready', id: group.chatId, data: group, loadedAt: 0 }, customers, filter: NO_MEMBER_FILTER,
    },
  },
  failed: {
    within: 'main',
    props: {
      state: { status: 'failed', id: group.chatId, failure: failureOf('group_not_found') }, customers: [],
      filter: NO_MEMBER_FILTER,
    },
  },
})
