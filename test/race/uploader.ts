/** One process of a race: `uploader.ts IMAGE ORAS ATTEMPT RUN…` uploads once for each run and prints `RUN VERSION DIGEST` after each. */
import { randomUUID } from 'node:crypto'
import { folderRepository } from '../../src/registry/folder.ts'
import { orasRepository } from '../../src/registry/oras.ts'
import { publish } from '../../src/registry/publish.ts'
import { freeze, uploadOf } from '../registry/uploading.ts'

const [image = '', oras = '', attempt = '1', ...runs] = process.argv.slice(2)
const repository = image.startsWith('oci:') ? folderRepository(image) : orasRepository(image, { oras })
for (const run of runs) {
  const content = await freeze(repository, run)
  const release = await publish(uploadOf(repository, content, `${run}.${attempt}.${randomUUID()}`))
  process.stdout.write(`${run} ${release.version} ${release.digest}\n`)
}
