import CustomerCard from '~/components/customer/CustomerCard.vue'
import { edits, profile, wecomProfile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(CustomerCard, {
  'of WeChat': { props: { profile, isAdmin: false, edits, tagLibrary: { status: 'idle' }, canOpen: true } },
  'of WeCom': { props: { profile: wecomProfile, isAdmin: false, edits } },
  'read only': { props: { profile, isAdmin: false } },
  'not followed': { props: { profile: { ...profile, relation: undefined }, isAdmin: false } },
  'stale': { props: { profile: { ...profile, asOf: '2026-03-14T02:30:00Z' }, isAdmin: true, edits } },
})
