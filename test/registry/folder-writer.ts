/** One process that writes into a folder: `folder-writer.ts FOLDER NAME COUNT` puts COUNT tags `NAME-0`, `NAME-1`, … there. */
import { folderRepository } from '../../src/registry/folder.ts'
import { freeze } from './uploading.ts'

const [folder = '', name = '', count = '0'] = process.argv.slice(2)
const repository = folderRepository(`oci:${folder}`)
for (let index = 0; index < Number(count); index++) {
  const tag = `${name}-${index}`
  await repository.putManifest(tag, await freeze(repository, tag))
}
