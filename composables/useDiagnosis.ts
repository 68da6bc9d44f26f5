import type { TracedStep } from '~/browser/diagnosis/traced-sdk'
import { wantsDiagnosis } from '~/browser/diagnosis/wants-diagnosis'
import type { UseWecomOptions } from './useWecom'

export interface UseDiagnosisReturn extends UseWecomOptions {
  isDiagnosing: boolean
  /** What the client has said so far, oldest first. */
  steps: Readonly<Ref<readonly TracedStep[]>>
}

/** Records what the WeCom client says to an admin who has opened the page with `?diag=1`; otherwise does nothing. */
export function useDiagnosis(isAdmin: boolean): UseDiagnosisReturn {
  const isDiagnosing = isAdmin && wantsDiagnosis(useRequestURL().searchParams)
  const steps = shallowRef<readonly TracedStep[]>([])

  async function loadSdk() {
    const { loadTracedSdk } = await import('~/browser/diagnosis/traced-sdk')
    return loadTracedSdk(all => steps.value = all)
  }

  return { isDiagnosing, steps, ...isDiagnosing && { loadSdk } }
}
