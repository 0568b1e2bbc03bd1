import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 4601:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 6193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 7066:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tty");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 8877:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 5574:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 5768:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _commands_call_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5886);
/* harmony import */ var _commands_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7715);
/* harmony import */ var _contract_nearest_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3363);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9243);
/* harmony import */ var _metadata_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6125);





const COMMANDS = {
    infer: {
        usage: 'mlambda infer DIR… [--json]',
        summary: 'print the contract of models, read from their files alone',
        operands: [1, Number.POSITIVE_INFINITY],
        load: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(947), __nccwpck_require__.e(377), __nccwpck_require__.e(234)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3234))).infer,
    },
    models: {
        usage: 'mlambda models DIR… [--only-changed REVISION] [--json]',
        summary: 'name the models in directories and patterns',
        operands: [1, Number.POSITIVE_INFINITY],
        load: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(738), __nccwpck_require__.e(947), __nccwpck_require__.e(377), __nccwpck_require__.e(560), __nccwpck_require__.e(982), __nccwpck_require__.e(578), __nccwpck_require__.e(359), __nccwpck_require__.e(327)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1327))).models,
    },
    overview: {
        usage: 'mlambda overview PATH… [--json]',
        summary: 'tell in one table what several jobs did: files that hold their output `models`',
        operands: [1, Number.POSITIVE_INFINITY],
        load: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(982), __nccwpck_require__.e(29)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5649))).overview,
    },
    check: {
        usage: 'mlambda check DIR… [--image REPOSITORY | --against OTHER] [--json]',
        summary: 'say what a publish would change for callers; nothing is published',
        operands: [1, Number.POSITIVE_INFINITY],
        load: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(738), __nccwpck_require__.e(947), __nccwpck_require__.e(377), __nccwpck_require__.e(560), __nccwpck_require__.e(982), __nccwpck_require__.e(578), __nccwpck_require__.e(359), __nccwpck_require__.e(569)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6569))).check,
    },
    publish: {
        usage: 'mlambda publish DIR… --image REPOSITORY [--json]',
        summary: 'freeze models into images with the next version',
        operands: [1, Number.POSITIVE_INFINITY],
        load: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(738), __nccwpck_require__.e(947), __nccwpck_require__.e(377), __nccwpck_require__.e(560), __nccwpck_require__.e(982), __nccwpck_require__.e(578), __nccwpck_require__.e(359), __nccwpck_require__.e(926)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1926))).publish,
    },
    versions: {
        usage: 'mlambda versions REPOSITORY [--json]',
        summary: 'show the versions of a collection, and whether their chain holds',
        operands: [1, 1],
        load: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(738), __nccwpck_require__.e(947), __nccwpck_require__.e(377), __nccwpck_require__.e(560), __nccwpck_require__.e(982), __nccwpck_require__.e(578), __nccwpck_require__.e(359), __nccwpck_require__.e(744)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8744))).versions,
    },
    diff: {
        usage: 'mlambda diff OLD NEW [--json]',
        summary: 'compare two contracts, each a directory, a definition, a contract file or IMAGE:TAG',
        operands: [2, 2],
        load: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(738), __nccwpck_require__.e(947), __nccwpck_require__.e(377), __nccwpck_require__.e(560), __nccwpck_require__.e(982), __nccwpck_require__.e(578), __nccwpck_require__.e(359), __nccwpck_require__.e(62)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5062))).diffCommand,
    },
    catalogue: {
        usage: 'mlambda catalogue IMAGE… [--out DIR] [--json]',
        summary: 'write a static site about collections: versions, contracts, what changed between any two',
        operands: [1, Number.POSITIVE_INFINITY],
        load: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(738), __nccwpck_require__.e(947), __nccwpck_require__.e(560), __nccwpck_require__.e(986)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2986))).catalogue,
    },
    schema: {
        usage: 'mlambda schema DIR|IMAGE [--size N]',
        summary: 'print JSON Schemas of requests and responses, and an OpenAPI document (KServe v2), for callers',
        operands: [1, 1],
        load: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(738), __nccwpck_require__.e(947), __nccwpck_require__.e(377), __nccwpck_require__.e(560), __nccwpck_require__.e(578), __nccwpck_require__.e(242)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5861))).schema,
    },
    init: {
        usage: 'mlambda init DIR',
        summary: 'print a serving.yaml with all that is known, and ? where nothing is',
        operands: [1, 1],
        load: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(947), __nccwpck_require__.e(377), __nccwpck_require__.e(675)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7675))).init,
    },
};
/**
 * Runs one command: the answer to stdout, everything else to stderr.
 * @returns the exit code: 0 ok · 1 the model, the verdict or the registry says no · 2 the call or the environment is at fault
 */
async function main(argv) {
    const [name = '--help', ...rest] = argv;
    try {
        if (['--help', '-h', 'help'].includes(name) || rest.includes('--help')) {
            process.stdout.write(help());
            return 0;
        }
        const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
        if (!command) {
            const guess = (0,_contract_nearest_js__WEBPACK_IMPORTED_MODULE_4__/* .nearest */ .p)(name, Object.keys(COMMANDS));
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y('input-invalid', `There is no command ${JSON.stringify(name)}.`, guess ? `Write mlambda ${guess}` : 'Run mlambda --help');
        }
        const call = (0,_commands_call_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCall */ .M)(rest);
        (0,_commands_call_js__WEBPACK_IMPORTED_MODULE_0__/* .requireOperands */ .k)(call, command.usage, ...command.operands);
        const work = await command.load();
        return await work(call);
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y))
            throw error;
        if (argv.includes('--json'))
            process.stdout.write(`${(0,_commands_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .errorJson */ .dF)(error)}\n`);
        else
            process.stderr.write(`${(0,_commands_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .errorText */ .kc)(error)}\n`);
        return (0,_commands_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodeOf */ .FO)(error);
    }
}
function help() {
    const commands = Object.values(COMMANDS).map((command) => `  ${command.usage}\n      ${command.summary}`);
    const flags = _metadata_js__WEBPACK_IMPORTED_MODULE_3__/* .INPUTS */ .m.filter((input) => input.name !== 'path').map((input) => {
        const value = input.default === '' ? '' : ` (default ${input.default})`;
        return `  --${input.name}${value}\n      ${input.description}`;
    });
    return `mlambda: model contracts and versions, without a server

${commands.join('\n')}

Flags, the same as the action's inputs:
${flags.join('\n')}
`;
}
process.exitCode = await main(process.argv.slice(2));

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 5886:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  M: () => (/* binding */ parseCall),
  k: () => (/* binding */ requireOperands)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(7975);
// EXTERNAL MODULE: ./.build/contract/nearest.js
var nearest = __nccwpck_require__(3363);
// EXTERNAL MODULE: ./.build/errors.js
var errors = __nccwpck_require__(9243);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./.build/image/layouts/types.js
var types = __nccwpck_require__(669);
// EXTERNAL MODULE: ./.build/metadata.js
var metadata = __nccwpck_require__(6125);
;// CONCATENATED MODULE: ./.build/inputs.js





/**
 * Reads and checks every input. `given`: the operands of the command line, in which a line break is part of a name.
 * @throws UserError `input-invalid` naming the input, what was written and the nearest word that is valid
 */
function readInputs(raw, given) {
    const text = (name) => raw(name).trim();
    const paths = (given ?? listOf(text('path'))).map((path) => withinPattern(text('working-directory'), path));
    return {
        paths,
        path: paths[0] ?? '.',
        onlyChanged: onlyChanged(text('only-changed')),
        image: text('image'),
        name: text('name'),
        mode: oneOf('mode', text('mode'), ['auto', 'validate', 'publish', 'drift', 'discover', 'overview', 'catalogue']),
        contract: text('contract') === '' ? '' : within(text('working-directory'), text('contract')),
        baseline: { text: text('baseline'), path: text('baseline') === '' ? '' : within(text('working-directory'), text('baseline')) },
        version: text('version'),
        versionScheme: oneOf('version-scheme', text('version-scheme'), ['semver', 'integer']),
        tagPrefix: text('tag-prefix'),
        bump: oneOf('bump', text('bump'), ['', 'major', 'minor', 'patch']),
        initialVersion: text('initial-version'),
        unchanged: oneOf('unchanged', text('unchanged'), ['auto', 'skip', 'publish']),
        breaking: oneOf('breaking', text('breaking'), ['auto', 'fail', 'strict', 'warn', 'allow']),
        minCompleteness: percentage('min-completeness', text('min-completeness')),
        pickle: oneOf('pickle', text('pickle'), ['allow', 'warn', 'deny']),
        runtime: text('runtime'),
        layout: text('layout')
            .split(/[\s,]+/)
            .filter((word) => word !== '')
            .map((word) => oneOf('layout', word, types/* LAYOUTS */.m)),
        builder: oneOf('builder', text('builder'), ['auto', 'buildx', 'embedded']),
        platform: platform(text('platform')),
        compression: oneOf('compression', text('compression'), ['none', 'gzip']),
        immutableTags: truth('immutable-tags', text('immutable-tags')),
        floatingTags: text('floating-tags')
            .split(/[\s,]+/)
            .filter((word) => word !== '')
            .map((word) => oneOf('floating-tags', word, ['latest', 'major', 'minor'])),
        comment: truth('comment', text('comment')),
        githubToken: text('github-token'),
        orasPath: text('oras-path'),
        dryRun: truth('dry-run', text('dry-run')),
    };
}
/** The default of action.yml, the only place where defaults are written. */
function defaultOf(name) {
    return metadata/* INPUTS */.m.find((input) => input.name === name)?.default ?? '';
}
/** Lines of a list; a single line may hold spaces, as paths do. */
function listOf(text) {
    const lines = text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    return lines.length === 0 ? ['.'] : lines;
}
/** `!models/old` takes models out of a list: the mark stays in front. */
function withinPattern(directory, path) {
    return path.startsWith('!') ? `!${within(directory, path.slice(1))}` : within(directory, path);
}
/** `false`, `true`, or a revision. */
function onlyChanged(text) {
    if (['false', 'False', 'FALSE', ''].includes(text))
        return null;
    return ['true', 'True', 'TRUE'].includes(text) ? '' : text;
}
/** `.` stays `.`: paths are shown as they were written. */
function within(directory, path) {
    return directory === '' || directory === '.' ? path : (0,external_node_path_.join)(directory, path);
}
function oneOf(name, text, words) {
    const found = words.find((word) => word === text);
    if (found !== undefined)
        return found;
    const shown = words.filter((word) => word !== '');
    const guess = (0,nearest/* nearest */.p)(text, shown);
    throw new errors/* UserError */.y('input-invalid', `Input ${name}: ${JSON.stringify(text)} is none of ${shown.join(', ')}.`, `Write ${name}: ${guess ?? defaultOf(name)}`, { file: 'workflow', key: name });
}
/** The words GitHub's own `core.getBooleanInput` takes (YAML 1.2 core schema). */
function truth(name, text) {
    if (['true', 'True', 'TRUE'].includes(text))
        return true;
    if (['false', 'False', 'FALSE', ''].includes(text))
        return false;
    throw new errors/* UserError */.y('input-invalid', `Input ${name}: ${JSON.stringify(text)} is neither true nor false.`, `Write ${name}: true or ${name}: false`, {
        file: 'workflow',
        key: name,
    });
}
function percentage(name, text) {
    const number = Number(text.replace(/%$/, ''));
    if (text !== '' && Number.isFinite(number) && number >= 0 && number <= 100)
        return number / 100;
    throw new errors/* UserError */.y('input-invalid', `Input ${name}: ${JSON.stringify(text)} is not a percentage between 0 and 100.`, `Write ${name}: ${defaultOf(name)}`, {
        file: 'workflow',
        key: name,
    });
}
function platform(text) {
    const [os, architecture, ...rest] = text.split('/');
    if (os && architecture && rest.length === 0 && /^[a-z0-9]+$/.test(os) && /^[a-z0-9_]+$/.test(architecture))
        return { os, architecture };
    throw new errors/* UserError */.y('input-invalid', `Input platform: ${JSON.stringify(text)} is not one platform.`, 'Write platform: linux/amd64', {
        file: 'workflow',
        key: 'platform',
    });
}

;// CONCATENATED MODULE: ./.build/commands/call.js





/** Inputs that are switches: `--dry-run` alone means true. */
const SWITCHES = metadata/* INPUTS */.m.filter((input) => input.default === 'true' || input.default === 'false')
    .map((input) => input.name)
    // a revision may stand in its place
    .filter((name) => name !== 'only-changed');
/** Flags of the terminal alone. */
const OWN = {
    json: { type: 'boolean' },
    help: { type: 'boolean' },
    against: { type: 'string' },
    size: { type: 'string' },
    out: { type: 'string' },
};
/**
 * Everything after the command's name.
 * @throws UserError `input-invalid` for an unknown flag (with the nearest one) or a flag without its value.
 */
function parseCall(argv) {
    const flags = metadata/* INPUTS */.m.filter((input) => input.name !== 'path');
    const options = { ...OWN, ...Object.fromEntries(flags.map((input) => [input.name, { type: 'string' }])) };
    const known = [...Object.keys(OWN), ...flags.map((input) => input.name)];
    const parsed = (0,external_node_util_.parseArgs)({ args: withSwitchValues(argv), options, allowPositionals: true, strict: false });
    for (const [flag, value] of Object.entries(parsed.values)) {
        if (!known.includes(flag))
            throw unknownFlag(flag, known);
        if (value === true && !(flag in OWN && OWN[flag].type === 'boolean')) {
            throw new errors/* UserError */.y('input-invalid', `The flag --${flag} needs a value.`, `Write --${flag} VALUE`);
        }
    }
    const text = (name) => {
        const value = Object.hasOwn(parsed.values, name) ? Reflect.get(parsed.values, name) : undefined;
        return typeof value === 'string' ? value : defaultOf(name);
    };
    return {
        operands: parsed.positionals,
        inputs: (...paths) => readInputs(text, paths),
        json: parsed.values['json'] === true,
        against: typeof parsed.values['against'] === 'string' ? parsed.values['against'] : '',
        size: typeof parsed.values['size'] === 'string' ? parsed.values['size'] : '',
        out: typeof parsed.values['out'] === 'string' ? parsed.values['out'] : '',
    };
}
/** Exactly `count` operands. @throws UserError `input-invalid` with the usage line. */
function requireOperands(call, usage, least, most) {
    if (call.operands.length >= least && call.operands.length <= most)
        return;
    const found = call.operands.length === 0 ? 'nothing' : call.operands.map((operand) => JSON.stringify(operand)).join(' ');
    throw new errors/* UserError */.y('input-invalid', `This command takes ${least === most ? least : `at least ${least}`} operand${least === 1 ? '' : 's'}, and got ${found}.`, `Usage: ${usage}`);
}
/** `--dry-run` → `--dry-run=true`; a following true or false is its value. */
function withSwitchValues(argv) {
    return argv.map((argument, index) => {
        const isSwitch = SWITCHES.some((name) => argument === `--${name}`);
        return isSwitch && !['true', 'false'].includes(argv[index + 1] ?? '') ? `${argument}=true` : argument;
    });
}
function unknownFlag(flag, known) {
    const guess = (0,nearest/* nearest */.p)(flag, known);
    return new errors/* UserError */.y('input-invalid', `There is no flag --${flag}.`, guess ? `Write --${guess}` : `Flags: ${known.map((name) => `--${name}`).join(' ')}`);
}


/***/ }),

/***/ 7715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FO: () => (/* binding */ exitCodeOf),
/* harmony export */   dF: () => (/* binding */ errorJson),
/* harmony export */   kc: () => (/* binding */ errorText)
/* harmony export */ });
/* harmony import */ var _report_escape_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3046);

/** One line of JSON for programs. */
function errorJson(error) {
    const { code, message, remedy, where } = error;
    return JSON.stringify({ error: { code, message, remedy, ...(where && { where }) } });
}
/** What happened, where, and what to write instead; model text is made visible, the remedy keeps its lines (it may hold a whole file to paste). */
function errorText(error) {
    const { file, line, column, key } = error.where ?? {};
    const place = [file && `${file}${line ? `:${line}` : ''}${line && column ? `:${column}` : ''}`, key].filter(Boolean).join(' ');
    const remedy = error.remedy.split('\n').map((text) => (0,_report_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .forLog */ .Ig)(text));
    return [`error ${error.code}${place ? ` at ${(0,_report_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .forLog */ .Ig)(place)}` : ''}`, `  ${(0,_report_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .forLog */ .Ig)(error.message, 4000)}`, ...remedy.map((text) => `  ${text}`)].join('\n');
}
/**
 * 1: the model, the verdict or the registry says no. 2: the call is wrong or the machine lacks something.
 * (`oras-missing` is 1: it is the registry that could not be asked.)
 */
function exitCodeOf(error) {
    switch (error.code) {
        case 'input-invalid':
        case 'event-refused':
        case 'docker-missing':
        case 'builder-unsuitable':
        case 'permission-missing':
        case 'disk-full':
            return 2;
        default:
            return 1;
    }
}


/***/ }),

/***/ 3363:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ didYouMean),
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/** Longer words are not compared: the table below is quadratic, and nobody mistypes a word of this length. Characters. */
const MAX_WORD = 64;
/**
 * The word a person probably meant, or `undefined` where nothing is near: at most a third of its letters wrong (never less than one),
 * case ignored, the first of equally near words. Swapped neighbours count as one mistake (optimal string alignment distance).
 */
function nearest(word, words) {
    if (word.length > MAX_WORD)
        return undefined;
    const typed = word.toLowerCase();
    let best;
    let least = Number.POSITIVE_INFINITY;
    for (const candidate of words) {
        if (candidate.length > MAX_WORD)
            continue;
        const mistakes = distance(typed, candidate.toLowerCase());
        if (mistakes < least && mistakes <= Math.max(1, Math.floor(Math.max(typed.length, candidate.length) / 3))) {
            best = candidate;
            least = mistakes;
        }
    }
    return best;
}
/** ` Did you mean …?` for the end of a message, or '' where nothing is near. */
function didYouMean(word, words) {
    const meant = nearest(word, words);
    return meant === undefined ? '' : ` Did you mean ${meant}?`;
}
function distance(a, b) {
    let beforeLast = [];
    let last = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let row = 1; row <= a.length; row++) {
        const current = [row];
        for (let column = 1; column <= b.length; column++) {
            const same = a[row - 1] === b[column - 1];
            let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
            const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
            if (swapped)
                cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
            current.push(cost);
        }
        beforeLast = last;
        last = current;
    }
    return last[b.length] ?? 0;
}


/***/ }),

/***/ 9243:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ UserError)
/* harmony export */ });
/* unused harmony export ERROR_CODES */
/**
 * Everything a user can fix has one of these codes; docs/troubleshooting.md explains each (a test keeps both lists equal).
 * Anything thrown that is not a UserError is a bug of ours and keeps its stack.
 */
const ERROR_CODES = (/* unused pure expression or super */ null && ([
    // the files
    'not-a-model',
    'ambiguous',
    'lfs-pointer',
    'empty-file',
    'truncated',
    'corrupt',
    'unsafe',
    'not-inferable',
    'incomplete',
    // the declaration
    'definition-invalid',
    'contract-conflict',
    // the verdict
    'breaking-change',
    'version-not-higher',
    'bump-too-low',
    'drift',
    // the registry
    'registry-unauthorized',
    'registry-unreachable',
    'registry-broken-answer',
    'repository-invalid',
    'repository-missing',
    'version-taken',
    'upload-interrupted',
    // the environment
    'oras-missing',
    'docker-missing',
    'builder-unsuitable',
    'permission-missing',
    'event-refused',
    'disk-full',
    'input-invalid',
]));
/** What happened (`message`), where, and what to write instead (`remedy`). Text from model files in it is raw: renderers escape. */
class UserError extends Error {
    code;
    remedy;
    where;
    constructor(code, message, remedy, where, options) {
        // told to people, never traced: frameworks look at thousands of files and find that they are not theirs
        const limit = Error.stackTraceLimit;
        Error.stackTraceLimit = 0;
        super(message, options);
        Error.stackTraceLimit = limit;
        this.name = 'UserError';
        this.code = code;
        this.remedy = remedy;
        this.where = where;
    }
}


/***/ }),

/***/ 669:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ MARK),
/* harmony export */   m: () => (/* binding */ LAYOUTS)
/* harmony export */ });
/** For whom an image is laid out. `hydrosphere` (`/model/files`, `/model/contract.*`) is in every image; the others are views of the same files. */
const LAYOUTS = ['hydrosphere', 'kserve', 'triton', 'mlserver', 'mlflow'];
/** Marks what was generated, wherever the format has room for a remark. */
const MARK = 'Generated by mlambda/upload-action from /model/contract.json';


/***/ }),

/***/ 6125:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ INPUTS)
/* harmony export */ });
// Generated from action.yml by `npm run docs`: change it there.
const INPUTS = [
    { name: 'path', default: '.', description: 'Directory (or single file) of the model, relative to `working-directory`; for several models a directory that holds them, a pattern such as `models/*`, or several lines of these (`!models/old` takes some out again). A definition file (`serving.yaml`) in a model\'s directory is read.' },
    { name: 'image', default: '', description: 'Repository that is the model\'s collection, without tag. `ghcr.io/owner/churn`, `localhost:5000/churn`, or a folder in OCI image layout, `oci:./registry/churn`. `{name}` in it is replaced by the model\'s name; several models need that. Default `ghcr.io/<owner>/<repository>/<name>`.' },
    { name: 'name', default: '', description: 'Name of the model. Default is the name in the definition file, else the name of the directory. Of several models it picks the one of that name.' },
    { name: 'only-changed', default: 'false', description: '`true`: only models with files that the push or the pull request changed, by git. A revision (`origin/main`): those changed since. Where git cannot tell, all models.' },
    { name: 'mode', default: 'auto', description: '`validate` (nothing leaves the runner), `publish`, `drift` (a validation that fails where registry and repository no longer agree), `discover` (only name the models in the output `models`, for a matrix of jobs), `overview` (one table of what such jobs did: `path` holds their output `models`, a file each), `catalogue` (a static site about the repositories in `image`, one per line, written into the directory `path`), or `auto`: validate on pull_request and merge_group, publish on push, workflow_dispatch and schedule.' },
    { name: 'contract', default: '', description: 'Definition file with the declared contract, relative to `working-directory`. Default is a `serving.yaml`, `contract.prototxt` or `contract.protobin` in the model directory.' },
    { name: 'baseline', default: '', description: 'What a validation compares with instead of the highest published version, `IMAGE:TAG`, a file or directory in the checkout (model, definition or canonical contract), or a git revision such as `origin/main`. A publish always compares with the highest version.' },
    { name: 'version', default: '', description: 'Publish exactly this version. It must be higher than every published one.' },
    { name: 'version-scheme', default: 'semver', description: '`semver` (`1.4.2`, the number follows from the contract change) or `integer` (`7`, every upload is one more).' },
    { name: 'tag-prefix', default: '', description: 'Text before the number in tags, for example `v`. Both spellings of a number count as taken.' },
    { name: 'bump', default: '', description: '`major`, `minor` or `patch` instead of the number the contract change asks for. Lower than that is refused.' },
    { name: 'initial-version', default: '', description: 'First version of an empty collection. Default `1.0.0` (semver) or `1` (integer).' },
    { name: 'unchanged', default: 'auto', description: 'When the highest version holds the same files and contract: `skip` returns it, `publish` makes a new version, `auto` publishes on workflow_dispatch and skips otherwise.' },
    { name: 'breaking', default: 'auto', description: 'Breaking changes: `fail`, `warn`, `allow`; `strict` fails also on facts that were known and are not any more. `auto` fails on pull requests without the label `breaking-contract`, and publishes a new major version on push.' },
    { name: 'min-completeness', default: '50', description: 'Percentage of facts (names, types, ranks, dimensions) that must be known from the files when no contract is declared.' },
    { name: 'pickle', default: 'deny', description: 'What to do about pickles that run code when they are loaded: `deny` refuses the model, `warn` tells about it, `allow` does not look.' },
    { name: 'runtime', default: '', description: 'Base image, for example `registry/runtime:1.2`. Overrides the definition. Default none, the image then holds only the model\'s files.' },
    { name: 'layout', default: 'hydrosphere', description: 'How the image is laid out, any of `hydrosphere` (`/model/files`, always there), `kserve` (`/models`), `triton` (a model repository), `mlserver` (`model-settings.json`) and `mlflow` (`MLmodel`), comma separated: views of the same files, generated from the contract. `/models` shows the first other one that is named, else the files.' },
    { name: 'builder', default: 'auto', description: '`buildx` (docker buildx), `embedded` (no Docker needed), or `auto`: buildx where it can push, else embedded.' },
    { name: 'platform', default: 'linux/amd64', description: 'Platform of the image.' },
    { name: 'compression', default: 'none', description: 'Compression of the image\'s layers, `none` or `gzip`. Weights do not compress.' },
    { name: 'immutable-tags', default: 'false', description: '`true` if the registry itself refuses to overwrite tags (ECR, GAR, Docker Hub, GitLab, Quay settings). The publishing request then decides races, without claim tags.' },
    { name: 'floating-tags', default: '', description: 'Tags that follow the highest version, comma separated, any of `latest`, `major`, `minor`. Moved forward only, after success.' },
    { name: 'comment', default: 'true', description: 'Keep one comment per model on the pull request up to date.' },
    { name: 'working-directory', default: '.', description: 'Directory that `path` and `contract` are relative to.' },
    { name: 'github-token', default: '', description: 'Token for the pull request comment, which needs `pull-requests:write`. On a push it is asked which label accepted a breaking change.' },
    { name: 'oras-path', default: '', description: 'An oras executable (1.3.0 or newer) to use instead of the one on PATH or the pinned download.' },
    { name: 'dry-run', default: 'false', description: 'Tell what a publish would do, and publish nothing.' },
];


/***/ }),

/***/ 3046:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ forHtml),
/* harmony export */   Bm: () => (/* binding */ forMarkdown),
/* harmony export */   GJ: () => (/* binding */ sentenceForMarkdown),
/* harmony export */   Ig: () => (/* binding */ forLog),
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   UE: () => (/* binding */ codeForMarkdown),
/* harmony export */   Uo: () => (/* binding */ NAME_LIMIT)
/* harmony export */ });
/* unused harmony exports SENTENCE_LIMIT, visible */
/**
 * Text from a model file is hostile: names may hold line breaks, workflow commands, Markdown, HTML, mentions or characters that cannot be seen.
 * Everything a person reads passes through exactly one of these. All of them give one line, cut to whole graphemes.
 *
 * | for | what must not happen | source |
 * |---|---|---|
 * | the log | `::error::` at the start of a line, `##[` anywhere, terminal escapes | actions/runner src/Runner.Common/ActionCommand.cs |
 * | Markdown | any element, link, mention, issue reference, emoji or formula that we did not write | GFM spec 0.29, GitHub's later passes over the rendered text |
 * | HTML | an element or an attribute that we did not write | WHATWG HTML 13.1.2 |
 */
/** Graphemes of a name that are shown; the whole name is in the contract. */
const NAME_LIMIT = 120;
/** Graphemes of a sentence that are shown. */
const SENTENCE_LIMIT = 600;
/** Code units of one grapheme: a family of four with skin tones has 20; without a cap one letter could carry a million accents. */
const GRAPHEME_UNITS = 32;
/** Code units of a whole text, for each grapheme allowed: emoji of 7 units on average, as flags and families are, all fit. */
const UNITS_PER_GRAPHEME = 8;
/**
 * Characters that are not seen, or change how their neighbours are seen: controls, formats (bidi, zero width, tags), lone surrogates, private use,
 * separators, spaces other than U+0020, blank fillers, variation selectors.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]|\u034f|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]|(?! )\p{Zs}/gu;
/** What emoji are made of: VS16 after an emoji, a joiner between two of them. These stay as they are. */
const EMOJI_GLUE = new RegExp([
    String.raw `(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier})\ufe0f`,
    String.raw `(?<=[0-9#*])\ufe0f(?=\u20e3)`,
    String.raw `(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})`,
].join('|'), 'gu');
const SHORT_ESCAPES = new Map([
    ['\n', '\\n'],
    ['\r', '\\r'],
    ['\t', '\\t'],
]);
/** The same text with everything invisible spelled out: a line break as `\n`, a right-to-left override as `\u{202e}`. */
function visible(text) {
    const glue = new Set([...text.matchAll(EMOJI_GLUE)].map((found) => found.index));
    return text.replace(INVISIBLE, (character, index) => {
        if (glue.has(index))
            return character;
        return SHORT_ESCAPES.get(character) ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
    });
}
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** At most `limit` graphemes, the last one `…` where something was left out; never half a character. */
function cut(text, limit) {
    if (text.length <= limit && text.length <= GRAPHEME_UNITS)
        return text;
    // printable ASCII, as nearly all names are: every character is a letter of its own
    if (/^[ -~]*$/.test(text.slice(0, limit + 1)))
        return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
    const kept = [];
    let units = 0;
    for (const { segment } of graphemes.segment(text)) {
        const whole = segment.length <= GRAPHEME_UNITS ? segment : `${wholeCharacters(segment, GRAPHEME_UNITS)}…`;
        units += whole.length;
        if (kept.length === limit || units > limit * UNITS_PER_GRAPHEME)
            return `${kept.slice(0, limit - 1).join('')}…`;
        kept.push(whole);
    }
    return kept.join('');
}
function wholeCharacters(text, units) {
    const end = (text.codePointAt(units - 1) ?? 0) > 0xffff ? units - 1 : units;
    return text.slice(0, end);
}
/**
 * For logs and terminals: one line that starts no workflow command, wherever it is put in a line. `::` in the middle (`aten::conv2d`) is left
 * alone: the runner reads it at the start of a line only.
 */
function forLog(text, limit = SENTENCE_LIMIT) {
    return visible(cut(text, limit))
        .replaceAll('##[', '##\\[')
        .replace(/^(\s*):/, '$1\\:');
}
const HTML_ENTITIES = new Map([
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
    ['"', '&quot;'],
    ["'", '&#39;'],
]);
/** For HTML text and quoted attributes. */
function forHtml(text, limit = NAME_LIMIT) {
    return visible(cut(text, limit)).replace(/[&<>"']/g, (character) => HTML_ENTITIES.get(character) ?? character);
}
/** Zero width: splits what GitHub would read as one word after the Markdown is rendered, where entities no longer help. */
const SPLIT = '&#8203;';
const entity = (character) => `&#${character.codePointAt(0)};`;
/**
 * Prose for Markdown: a paragraph, a list item or a table cell. Characters that carry structure become entities, which GFM never reads as structure
 * (spec 6.2); what GitHub links in the finished text (mentions, references, commits, addresses, emoji names) is split by a zero-width space.
 */
function forMarkdown(text, limit = SENTENCE_LIMIT) {
    return (visible(cut(text, limit))
        .trim()
        .replace(/[&<>|`*~[\]\\$#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^[-+=]|(?<=^\d{1,9})[.)](?=\s|$)|:(?=\/\/)/g, (character) => {
        return character === ':' ? `${entity(character)}${SPLIT}` : (HTML_ENTITIES.get(character) ?? entity(character));
    })
        .replace(/(?<=&#35;|GH-)(?=\d)/gi, SPLIT)
        .replace(/@(?=\S)/g, `@${SPLIT}`)
        // an underscore beside it is an entity already
        .replace(/:(?=[a-z0-9_+-]|&#95;)/gi, `:${SPLIT}`)
        // also behind an underscore (GFM spec 6.9: extended autolinks)
        .replace(/(?<![A-Za-z0-9])www(?=\.)/gi, `www${SPLIT}`)
        .replace(/(?<![0-9a-z])(?=[0-9]*[a-f])[0-9a-f]{7,40}(?![0-9a-z])/gi, (sha) => `${sha.slice(0, 4)}${SPLIT}${sha.slice(4)}`));
}
/**
 * A name, type or value for Markdown, as code: GitHub looks for nothing in code. The fence is longer than any run of backticks in the text.
 * A `|` would split a table cell even in a code span, so such text is written as an element with entities. Nothing and blanks are put in quotes.
 */
function codeForMarkdown(text, limit = NAME_LIMIT) {
    const whole = visible(cut(text, limit));
    const shown = whole.trim() === '' ? `"${whole}"` : whole;
    if (shown.includes('|'))
        return `<code>${shown.replace(/[^A-Za-z0-9 \u0080-\u{10ffff}]/gu, splitEntity)}</code>`;
    const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    // a space at both ends is taken off by the renderer (spec 6.3), so a text with its own gets another
    const pad = /^[ `]|[ `]$/.test(shown) ? ' ' : '';
    return `${fence}${pad}${shown}${pad}${fence}`;
}
/** Inside our own `<code>` GFM still looks for e-mail addresses in the finished text; nothing else there is linked. */
function splitEntity(character) {
    return character === '@' ? `&#64;${SPLIT}` : entity(character);
}
/**
 * A sentence that quotes names in backticks, for Markdown: the quoted parts become code, the rest prose. `names` are looked for first, so that a
 * name that itself holds a backtick stays whole; however the sentence is split, every part is escaped.
 */
function sentenceForMarkdown(text, names = [], limit = SENTENCE_LIMIT) {
    const known = names.filter((name) => name.includes('`') && name.length <= limit);
    const quotes = [...known.map(quoted), '[^`]+'].join('|');
    return cut(text, limit)
        .split(new RegExp(`\`(${quotes})\``, 'u'))
        .map((part, index, parts) => {
        if (index % 2 === 1)
            return codeForMarkdown(part);
        // two fences must not touch, they would be one
        return part === '' && index > 0 && index < parts.length - 1 ? SPLIT : withBlanks(part);
    })
        .join('');
}
const quoted = (name) => name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
/** The prose between two pieces of code keeps the blank at each end. */
function withBlanks(part) {
    if (part === '')
        return '';
    const prose = forMarkdown(part, Number.MAX_SAFE_INTEGER);
    return `${/^\s/.test(part) ? ' ' : ''}${prose}${prose !== '' && /\s$/.test(part) ? ' ' : ''}`;
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(5768);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
