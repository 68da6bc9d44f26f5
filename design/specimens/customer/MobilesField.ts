import MobilesField from '~/components/customer/MobilesField.vue'
import { failureOf } from '~/browser/failure'
import { edits, profile } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(MobilesField, {
  masked: { within: 'dl', props: { masked: profile.relation!.maskedMobiles, edits } },
  revealing: {
    within: 'dl',
    props: { masked: profile.relation!.maskedMobiles, edits: { ...edits, mobiles: { status: 'revealing' } } },
  },
  revealed: {
    within: 'dl',
    props: {
      masked: profile.relation!.maskedMobiles,
      edits: { ...edits, mobiles: { status: 'revealed', mobiles: ['13800136021', '057188888812'] } },
    },
  },
  refused: {
    within: 'dl',
    props: {
      masked: profile.relation!.maskedMobiles,
      edits: { ...edits, mobiles: { status: 'failed', failure: failureOf('too_many_requests') } },
    },
  },
  kept: {
    within: 'dl',
    props: {
      masked: profile.relation!.maskedMobiles,
      edits: { ...edits, kept: { mobiles: { field: 'mobiles', before: [], after: ['13800136021'] } } },
    },
  },
  none: { within: 'dl', props: { masked: [], edits } },
  editing: {
    within: 'dl',
    props: {
      masked: [], edits: { ...edits, drafts: { mobiles: { field: 'mobiles', before: [], after: ['13800136021'] } } },
    },
  },
})
