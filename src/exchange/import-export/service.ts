/** The door of import. */
export {
  batch,
  batches,
  cancel,
  FORGET,
  forgetFile,
  importedCustomers,
  RUN,
  remap,
  start,
  takeFile,
  UNDO,
  undo,
} from './service/batches.ts'
export { errorsFile } from './service/errors-file.ts'
export { importExample } from './service/example.ts'
export { runBatch } from './service/running.ts'
export { dropTemplate, importTemplates, keepTemplate } from './service/templates.ts'
export { undoBatch } from './service/undoing.ts'
