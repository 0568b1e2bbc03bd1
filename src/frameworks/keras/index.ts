import type { Framework } from '../framework.ts'
import { findModels } from './detect.ts'
import { readArchive, readDirectory, readHdf5, readJson, type Stored, weightsOnly } from './read.ts'
import { signatureOf } from './signature.ts'

/** Keras 1 to 3: HDF5, `.keras` (zip or directory), architectures as JSON; weights alone are recognised, but hold no contract. */
export const keras: Framework = {
  name: 'keras',
  match: findModels,
  infer(files, match) {
    const read = (): Stored => {
      switch (match.format) {
        case 'hdf5':
          return readHdf5(files.open(match.path))
        case 'keras-v3':
          return readArchive(files.open(match.path))
        case 'keras-v3-directory':
          return readDirectory(files, match.path.slice(0, match.path.lastIndexOf('/') + 1))
        case 'keras-json':
          return readJson(files, match.path)
        default:
          files.open(match.path) // an empty file is the more specific news
          throw weightsOnly(match.path)
      }
    }
    return signatureOf(read(), match.format, match.path)
  },
}
