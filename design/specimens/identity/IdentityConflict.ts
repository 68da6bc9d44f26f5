import IdentityConflict from '~/components/identity/IdentityConflict.vue'
import { failureOf } from '~/browser/failure'
import { profile } from '../../fixtures'
import { conflict } from '../../identities'
import { specimen } from '../../specimen'

const decision = { account: conflict.account, openPlatform: 'main', unionId: profile.unionId! }

export default specimen(IdentityConflict, {
  'for a member': { props: { conflict, unionId: profile.unionId } },
  'for an admin': { isAdmin: true, props: { conflict, unionId: profile.unionId } },
  'saving': { isAdmin: true, props: { conflict, resolution: { status: 'saving', decision } } },
  'failed': {
    isAdmin: true,
    props: { conflict, resolution: { status: 'failed', decision, failure: failureOf('store_unavailable') } },
  },
})
