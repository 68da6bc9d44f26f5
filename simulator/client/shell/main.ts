/// <reference lib="dom" />
import { createApp } from 'vue'
import { Shell } from './shell.ts'
import { open } from './session.ts'

await open()
createApp(Shell).mount('#shell')
