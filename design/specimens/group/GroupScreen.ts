import GroupScreen from '~/components/group/GroupScreen.vue'
import { failureOf } from '~/browser/failure'
import { group, members } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(GroupScreen, {
  loading: { within: 'main', props: { state: { status: 'loading', id: group.chatId }, members: [], query: '' } },
  ready: {
    within: 'main',
    props: { state: { status: 'ready', id: group.chatId, data: group, loadedAt: 0 }, members, query: '' },
  },
  failed: {
    within: 'main',
    props: {
      state: { status: 'failed', id: group.chatId, failure: failureOf('group_not_found') }, members: [], query: '',
    },
  },
})
