import type { ReplyAttachment } from '#shared/types/quick-reply.ts'
import type { ApiRequest } from '../api/api'
import { ApiError } from '../api/api-error'
import type { Failure } from '../failure'
import { fileProblemOf, uploadFile, type FileProblem, type FileUpload } from './upload-file'

/** A file that the member has chosen for a reply, until it is attached. */
export interface ChosenFile extends FileUpload {
  /** What has arrived, from 0 to 1. */
  share: number
  problem?: FileProblem
  failure?: Failure
}

/** What changes in a draft. */
export interface AttachedFile {
  upload: ChosenFile | undefined
  attachment?: ReplyAttachment
}

/** What a reply has while its file is not there yet: it cannot be saved. */
export const NO_FILE: ReplyAttachment = { type: 'file', id: '', name: '', bytes: 0, isImage: false }

/**
 * Uploads a file and attaches it.
 *
 * @param chosen the file; one that failed goes on where it has stopped
 * @param show called with each change
 */
export async function attachFile(
  request: ApiRequest, chosen: File | ChosenFile, show: (change: AttachedFile) => void,
): Promise<void> {
  const upload: ChosenFile = chosen instanceof File
    ? { file: chosen, parts: 0, share: 0 }
    : { ...chosen, failure: undefined }
  const problem = fileProblemOf(upload.file)
  show({ upload: { ...upload, problem }, attachment: NO_FILE })
  if (problem) return
  try {
    const attachment = await uploadFile(request, upload, (share) => {
      upload.share = share
      show({ upload: { ...upload } })
    })
    show({ upload: undefined, attachment })
  }
  catch (error) {
    if (!(error instanceof ApiError)) throw error
    show({ upload: { ...upload, failure: error.failure } })
  }
}
