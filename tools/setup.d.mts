/** The cache folder of the pinned components; programs are in its `bin`. */
export function toolsDirectory(): string
/** Absolute path of a program: from the cache, else from PATH. Throws a sentence with the remedy. */
export function toolPath(name: string): string
/** Sets up everything that is missing; throws one error that names every component that could not be had. */
export function setUp(log?: (line: string) => void): Promise<string>
