import ConnectionBar from '~/components/status/ConnectionBar.vue'
import { specimen } from '../../specimen'

export default specimen(ConnectionBar, {
  offline: { props: { online: false, slowness: 'no' } },
  reloading: { props: { online: true, reloading: true, slowness: 'no' } },
  postponed: { props: { online: true, postponed: true, slowness: 'no' } },
  slow: { props: { online: true, slowness: 'slow' } },
  stuck: { props: { online: true, slowness: 'stuck' } },
  stale: { props: { online: true, slowness: 'no', since: Date.now() - 180_000 } },
  signedOut: { props: { online: true, slowness: 'no', since: Date.now() - 180_000, signedOut: true } },
  signedOutKept: { props: { online: true, slowness: 'no', signedOut: true, kept: true } },
  fine: { props: { online: true, slowness: 'no' } },
})
