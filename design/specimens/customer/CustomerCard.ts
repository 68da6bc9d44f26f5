import CustomerCard from '~/components/customer/CustomerCard.vue'
import { edits, profile, wecomProfile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerCard, {
  'of WeChat': { props: { profile, edits, tagLibrary: { status: 'idle' }, canOpen: true } },
  'of WeCom': { props: { profile: wecomProfile, edits } },
  'read only': { props: { profile } },
  'not followed': { props: { profile: { ...profile, relation: undefined } } },
  'stale': { isAdmin: true, props: { profile: { ...profile, asOf: '2026-03-14T02:30:00Z' }, edits } },
})
