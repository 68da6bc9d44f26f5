import DoctorPause from '~/components/doctor/DoctorPause.vue'
import { specimen } from '../../specimen'

export default specimen(DoctorPause, { 'counting down': { props: { seconds: 23 } } })
