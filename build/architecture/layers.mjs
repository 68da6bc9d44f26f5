/**
 * A folder of the project (or a file, without `.ts`) and what it may import. A path covers everything below it; the
 * longest matching path wins. Files may always import from their own path.
 *
 * @typedef {object} Layer
 * @property {string[]} paths folders and files of the layer, from the project root
 * @property {string[]} imports paths it may import from
 * @property {string[]} [types] paths it may only import types from
 * @property {string[]} [packages] packages and virtual modules it must not import
 */

const FRAMEWORK = ['h3', 'nitropack', 'nuxt', 'vue', 'pinia', '#imports', '#app', '#build', '#internal']
// Errors of ofetch contain the whole URL of the request, so a secret in a query would reach the log or the browser.
const OFETCH = ['ofetch']

const CORE = [
  'server/config', 'server/errors', 'server/storage', 'server/upstream', 'server/wecom', 'server/wechat',
  'server/jobs', 'server/audit', 'server/auth', 'server/customer', 'server/identity', 'server/replies', 'server/story',
  'server/reminders', 'server/limits', 'server/doctor', 'server/panels',
]
const PROTOCOL = {
  imports: ['server/errors', 'server/upstream', 'shared'],
  types: ['server/config', 'server/storage'],
  packages: [...FRAMEWORK, ...OFETCH],
}
const DOMAIN = {
  imports: [
    'server/errors', 'server/upstream', 'server/wecom', 'server/wechat', 'server/storage', 'server/jobs', 'shared',
  ],
  types: ['server/config'],
  packages: [...FRAMEWORK, ...OFETCH],
}

/** The import arrows. A folder that is not listed here has no layer: lint and tests report it. */
export const LAYERS = /** @type {Layer[]} */ ([
  {
    paths: ['app.vue', 'error.vue', 'pages'],
    imports: ['pages', 'components', 'composables', 'stores', 'browser', 'i18n', 'shared'],
  },
  {
    // Props in, events out. Nothing here calls a server or reads a store.
    paths: ['components'],
    imports: [
      'i18n', 'browser/date-format', 'browser/device', 'browser/diagnosis/mask-ids', 'browser/edits/open-field',
      'browser/failure', 'browser/panels/frame-host', 'browser/panels/frame-styles', 'browser/panels/panel-input',
      'browser/panels/panel-message', 'browser/reminders/due', 'browser/reminders/group-reminders',
      'browser/replies/reply-content', 'browser/search',
      'composables/useAttachmentTexts', 'composables/useAuditTexts', 'composables/useCopy',
      'composables/useCurrentTime', 'composables/useCustomerFilterTexts',
      'composables/useDiagnosisTexts', 'composables/useDoctorTexts', 'composables/useFieldsTexts',
      'composables/useFocusAfterSaving', 'composables/useFocusReturn', 'composables/useGroupTexts',
      'composables/useHistoryLayer',
      'composables/useIdentityTexts', 'composables/useMessageRefusalTexts', 'composables/useMessages',
      'composables/usePainted', 'composables/usePanelTexts',
      'composables/useReminderTexts', 'composables/useRowKeys', 'composables/useRunKey', 'composables/useSignInTexts',
      'composables/useStagesTexts', 'composables/useStickyHeader', 'composables/useStoryTexts',
      'composables/useTellAdminTexts',
      'composables/useTimelineTexts', 'composables/useUnsavedWork', 'composables/useViewer',
      'shared/attachment-limits', 'shared/audit-actions', 'shared/field-types', 'shared/limits',
      'shared/timeline-kinds', 'shared/types', 'shared/utils/fill-reply', 'shared/utils/identity-claim',
      'shared/utils/is-https',
      'shared/utils/phone-number', 'shared/utils/plain-text', 'shared/utils/shown-name',
    ],
    types: ['composables', 'browser'],
  },
  // The catalogue of the components; only Nuxt's dev server imports it.
  { paths: ['design'], imports: ['app.vue', 'components', 'composables', 'browser', 'i18n', 'shared'] },
  { paths: ['stores'], imports: ['composables', 'browser', 'shared'] },
  { paths: ['composables'], imports: ['browser', 'i18n', 'shared'] },
  // Runs without Nuxt and uses only the reactivity of Vue. Functions that need the page come in as arguments.
  {
    paths: ['browser'],
    imports: ['shared'],
    packages: FRAMEWORK.filter(name => name !== 'vue'),
  },
  { paths: ['plugins'], imports: ['composables', 'stores', 'browser', 'i18n', 'shared'] },
  { paths: ['i18n'], imports: ['shared'] },
  { paths: ['shared'], imports: [], packages: [...FRAMEWORK, ...OFETCH] },

  {
    paths: ['server/api', 'server/routes', 'server/middleware', 'server/plugins', 'server/error-handler'],
    imports: [
      'server/http', 'server/notices', 'server/services', 'server/errors', 'server/replies/reply-input',
      'server/replies/file-input',
      'server/story/note-input', 'server/story/stage-input', 'server/story/field-input',
      'server/story/cursor',
      'server/reminders/reminder-input', 'server/audit/search', 'server/audit/export-format', 'shared',
    ],
    types: CORE,
    packages: OFETCH,
  },
  { paths: ['server/entry'], imports: ['server/listen', 'server/http', 'server/services'], packages: OFETCH },
  { paths: ['server/listen'], imports: ['server/errors', 'shared'], packages: [...FRAMEWORK, ...OFETCH] },
  // HTML pages that the server makes without the app. They use the app's texts.
  {
    paths: ['server/notices'],
    imports: ['server/http', 'server/services', ...CORE, 'i18n', 'shared'],
    packages: OFETCH,
  },
  { paths: ['server/http'], imports: ['server/services', ...CORE, 'shared'], packages: OFETCH },
  {
    paths: ['server/services'],
    imports: [...CORE, 'shared', '.nuxt/company-panels'],
    packages: [...FRAMEWORK, ...OFETCH],
  },
  { paths: ['server/auth', 'server/customer', 'server/identity', 'server/replies'], ...DOMAIN },
  // Rows about people: whose they are, the graph says.
  { paths: ['server/story'], ...DOMAIN, types: ['server/config', 'server/identity'] },
  // Who is without contact, the story says.
  { paths: ['server/reminders'], ...DOMAIN, types: ['server/config', 'server/story'] },
  {
    paths: ['server/panels'],
    imports: ['server/errors', 'server/upstream', 'shared'],
    types: ['server/config', 'server/storage'],
    packages: [...FRAMEWORK, ...OFETCH],
  },
  {
    paths: ['server/audit'],
    imports: ['server/errors', 'server/storage', 'shared'],
    types: ['server/upstream'],
    packages: [...FRAMEWORK, ...OFETCH],
  },
  {
    paths: ['server/jobs'],
    imports: ['server/errors', 'server/upstream', 'server/storage'],
    packages: [...FRAMEWORK, ...OFETCH],
  },
  { paths: ['server/wecom', 'server/wechat'], ...PROTOCOL },
  { paths: ['server/upstream'], ...PROTOCOL, imports: ['server/errors', 'shared'] },
  { paths: ['server/errors'], imports: ['shared'], packages: [...FRAMEWORK, ...OFETCH] },
  {
    paths: ['server/storage', 'server/config'],
    imports: ['server/errors', 'server/limits/limit-table', 'shared'],
    types: ['server/config'],
    packages: [...FRAMEWORK, ...OFETCH],
  },
  {
    paths: ['server/limits'],
    imports: ['server/errors', 'server/upstream'],
    types: ['server/storage'],
    packages: [...FRAMEWORK, ...OFETCH],
  },

  {
    paths: ['server/doctor'],
    imports: [
      'server/config', 'server/errors', 'server/storage', 'server/upstream', 'server/wecom', 'server/wechat',
      'server/panels', 'shared',
    ],
    types: ['server/audit', 'server/identity/sync'],
    packages: [...FRAMEWORK, ...OFETCH],
  },

  // A failure has the same code, text and fix in a terminal and in an HTTP answer.
  { paths: ['cli'], imports: [...CORE, 'shared'], packages: FRAMEWORK },
  { paths: ['simulator'], imports: [], types: ['shared/types'] },
  { paths: ['scripts', 'build', 'examples'], imports: [] },
  // The company's own panels: they get everything as an argument.
  {
    paths: ['panels', 'examples/panels'],
    imports: ['shared/define-panel'], types: ['shared/types/card'], packages: [...FRAMEWORK, ...OFETCH],
  },
  // The documents are made from the tables that the product itself reads.
  {
    paths: ['build/docs'],
    imports: [
      '.nuxt/doors', 'server/audit/actions', 'server/config/variables', 'server/http/door', 'server/http/ids',
      'server/limits/limit-table', 'server/panels/card',
      'shared', 'i18n',
    ],
  },
])

/** Server folders that must run without Nuxt and get their environment as an argument. */
export const FRAMEWORK_FREE = [...CORE, 'server/listen']

/** Tests, benchmarks and configuration files have no layer and may import everything. */
export const FREE = /^(?:test|bench)\/|^[^/]+\.config\.\w+$/
