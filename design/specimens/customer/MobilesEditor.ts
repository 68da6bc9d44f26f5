import MobilesEditor from '~/components/customer/MobilesEditor.vue'
import { specimen } from '../../specimen'

export default specimen(MobilesEditor, {
  'two': { props: { modelValue: ['138 0013 6021', '0571 8888 8812'] } },
  'none': { props: { modelValue: [] } },
  'too long': { props: { modelValue: ['138001360211380013602'] } },
  'wrong': { props: { modelValue: ['手机 138'] } },
})
