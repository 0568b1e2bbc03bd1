/** What an action says to the runner: commands in its log, and file commands. Facts: actions/runner src/Runner.Common/ActionCommand.cs. */

export interface Command {
  /** `error`, `group`, `add-mask`, … */
  readonly command: string
  /** `file`, `line`, `col`, `title`, … */
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

/** Commands of a log in order, as the runner reads them: a line that begins with `::` after white space, or `##[` anywhere in it. */
export function readCommands(log: string): readonly Command[] {
  const commands: Command[] = []
  let resume: string | null = null
  for (const line of log.split(/\r?\n/)) {
    const command = modern(line) ?? old(line)
    if (command === null) continue
    // between stop-commands and its token nothing is a command
    if (resume !== null) {
      if (command.command === resume) resume = null
    } else if (command.command === 'stop-commands') resume = command.message
    else commands.push(command)
  }
  return commands
}

function modern(line: string): Command | null {
  const text = line.trimStart()
  const end = text.indexOf('::', 2)
  if (!text.startsWith('::') || end < 0) return null
  const info = text.slice(2, end)
  const space = info.indexOf(' ')
  const command = space < 0 ? info : info.slice(0, space)
  return { command, properties: readProperties(info.slice(command.length), ','), message: unescaped(text.slice(end + 2)) }
}

function old(line: string): Command | null {
  const match = /##\[([^\s\]]+)(?: ([^\]]*))?\](.*)$/.exec(line)
  if (match === null) return null
  const [, command = '', properties = '', message = ''] = match
  return { command, properties: readProperties(properties, ';'), message: unescaped(message) }
}

function readProperties(text: string, separator: string): Record<string, string> {
  const pairs = text.split(separator).filter((pair) => pair.includes('='))
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), unescaped(pair.slice(pair.indexOf('=') + 1))]))
}

function unescaped(text: string): string {
  return text.replace(/%(0D|0A|3A|2C|25)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** `name=value` and `name<<DELIMITER` blocks, the last of a name wins. Throws where the runner would fail the step. */
export function readFileCommand(text: string): Record<string, string> {
  const values = new Map<string, string>()
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').replace(/\r$/, '')
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
      const delimiter = line.slice(heredoc + 2)
      const end = lines.findIndex((candidate, index) => index > at && candidate.replace(/\r$/, '') === delimiter)
      if (end < 0) throw new Error(`delimiter ${delimiter} of ${line.slice(0, heredoc)} does not come again`)
      values.set(line.slice(0, heredoc), lines.slice(at + 1, end).join('\n'))
      at = end
    } else if (equals >= 0) values.set(line.slice(0, equals), line.slice(equals + 1))
    else throw new Error(`not a file command: ${line}`)
  }
  return Object.fromEntries(values)
}
