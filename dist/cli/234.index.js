export const id = 234;
export const ids = [234];
export const modules = {

/***/ 3234:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  infer: () => (/* binding */ infer_infer)
});

// EXTERNAL MODULE: ./.build/errors.js
var errors = __webpack_require__(9243);
// EXTERNAL MODULE: ./.build/infer.js + 3 modules
var infer = __webpack_require__(8377);
// EXTERNAL MODULE: ./.build/contract/canonical.js
var canonical = __webpack_require__(6659);
// EXTERNAL MODULE: ./.build/contract/completeness.js
var completeness = __webpack_require__(2377);
// EXTERNAL MODULE: ./.build/report/evidence.js
var evidence = __webpack_require__(4264);
;// CONCATENATED MODULE: ./.build/report/json.js



/** The answer of `infer --json`, one line: the canonical contract at the top level, with evidence beside it. Names are raw, JSON escapes them. */
function contractJson(inferred) {
    return JSON.stringify(contractAnswer(inferred));
}
/** The same as data. Signatures are sorted by name as in the canonical form; everything else keeps its order. */
function contractAnswer({ contract, warnings, findings, name, because, declaredIn }) {
    const signatures = [...contract.signatures].sort((a, b) => (0,canonical/* byCodeUnits */.CA)(a.name, b.name));
    return {
        contract: 1,
        framework: contract.framework,
        signatures: signatures.map((signature) => ({
            name: signature.name,
            ...(signature.positional && { positional: true }),
            inputs: signature.inputs.map(fieldAnswer),
            outputs: signature.outputs.map(fieldAnswer),
        })),
        completeness: (0,completeness/* completeness */.P)(contract),
        warnings,
        findings,
        assumed: signatures.flatMap((signature) => [
            ...assumedIn(signature.inputs, [signature.name, 'inputs']),
            ...assumedIn(signature.outputs, [signature.name, 'outputs']),
        ]),
        ...(name !== undefined && { name }),
        ...(because !== undefined && { because }),
        ...(declaredIn !== undefined && { declaredIn }),
    };
}
const fieldAnswer = (field) => ({ name: field.name, ...valueAnswer(field) });
function valueAnswer(value) {
    const source = (0,evidence/* sourcesOf */.u0)(value);
    return {
        ...shapeAnswer(value),
        ...(value.profile !== undefined && { profile: value.profile }),
        ...(value.optional && { optional: true }),
        ...(value.sparse && { sparse: true }),
        ...(value.ragged && { ragged: true }),
        ...(value.aliases !== undefined && value.aliases.length > 0 && { aliases: value.aliases }),
        ...(value.assumed !== undefined && value.assumed.length > 0 && { assumed: value.assumed }),
        ...(source !== null && { source }),
        ...(value.evidence !== undefined && { where: value.evidence.where }),
        ...(value.evidence?.classes !== undefined && { classes: value.evidence.classes }),
    };
}
function shapeAnswer(value) {
    if ('sequence' in value)
        return { sequence: valueAnswer(value.sequence) };
    if ('map' in value)
        return mapAnswer(value);
    if ('struct' in value)
        return { struct: value.struct.map(fieldAnswer) };
    if ('image' in value)
        return { image: value.image };
    return { type: value.type, shape: value.shape };
}
const mapAnswer = ({ map }) => ({ map: { key: map.key, value: valueAnswer(map.value) } });
function assumedIn(fields, path) {
    return fields.flatMap((field) => {
        const here = [...path, field.name];
        const own = field.assumed !== undefined && field.assumed.length > 0 ? [{ path: here, facts: field.assumed }] : [];
        return [...own, ...('struct' in field ? assumedIn(field.struct, here) : [])];
    });
}

// EXTERNAL MODULE: ./.build/report/terminal.js
var terminal = __webpack_require__(6085);
// EXTERNAL MODULE: ./.build/commands/failure.js
var failure = __webpack_require__(7715);
;// CONCATENATED MODULE: ./.build/commands/infer.js





/** `mlambda infer DIR…`: one answer each; a model that cannot be read does not stop the others. */
async function infer_infer(call) {
    let worst = 0;
    for (const path of call.operands) {
        try {
            const model = await (0,infer/* inferAt */.af)(call.inputs(path));
            const width = process.stdout.columns ?? 160;
            process.stdout.write(call.json ? `${contractJson(model)}\n` : (0,terminal/* renderContract */.p7)(model.name, model.told, { color: process.stdout.isTTY === true, width }));
            model.discovered.files.close();
        }
        catch (error) {
            if (!(error instanceof errors/* UserError */.y))
                throw error;
            if (call.json)
                process.stdout.write(`${(0,failure/* errorJson */.dF)(error)}\n`);
            else
                process.stderr.write(`${path}: ${(0,failure/* errorText */.kc)(error)}\n`);
            worst = Math.max(worst, (0,failure/* exitCodeOf */.FO)(error));
        }
    }
    return worst;
}


/***/ }),

/***/ 7820:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ progressLines),
/* harmony export */   p: () => (/* binding */ printBytes)
/* harmony export */ });
/** Milliseconds between two lines of the same step. */
const EVERY = 5000;
/**
 * A line at most every five seconds for each step: percent, rate and remaining time. Short work prints nothing. Steps may run side by side (layers
 * are read while others are sent); a step whose bytes begin anew is told anew.
 * Where nobody knows how much there is to do (`total` 0), the time that has passed is told.
 */
function progressLines(log, now) {
    const steps = new Map();
    return (name, done, total) => {
        const at = now();
        let step = steps.get(name);
        if (step === undefined || done < step.done) {
            step = { started: at, before: done, last: at, done };
            steps.set(name, step);
        }
        step.done = done;
        if (at - step.last < EVERY)
            return;
        step.last = at;
        const seconds = (at - step.started) / 1000;
        if (total === 0) {
            log.info(`${name}: for ${Math.floor(seconds)} s`);
            return;
        }
        const rate = (done - step.before) / seconds;
        const left = rate > 0 ? `, ${Math.ceil((total - done) / rate)} s left` : '';
        log.info(`${name}: ${Math.floor((100 * done) / total)} % of ${printBytes(total)}, ${printBytes(rate)}/s${left}`);
    };
}
/** `1.4 GB`, powers of 1000 as registries count. */
function printBytes(bytes) {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let value = bytes;
    let unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
        value /= 1000;
        unit++;
    }
    return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}


/***/ }),

/***/ 6309:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ printFramework),
/* harmony export */   S: () => (/* binding */ contractRows)
/* harmony export */ });
/* harmony import */ var _contract_render_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4753);
/* harmony import */ var _contract_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9872);
/* harmony import */ var _evidence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4264);



/** Nested structs are listed field by field down to this depth; below it they are one printed value. */
const NESTED_DEPTH = 4;
/** A contract as tables: per signature its inputs, then its outputs, in the order callers know. */
function contractRows(contract) {
    return contract.signatures.map((signature) => ({
        name: signature.name,
        positional: signature.positional === true,
        inputs: signature.inputs.length,
        outputs: signature.outputs.length,
        rows: [
            ...signature.inputs.flatMap((field) => fieldRows(field, 'input', '', NESTED_DEPTH)),
            ...signature.outputs.flatMap((field) => fieldRows(field, 'output', '', NESTED_DEPTH)),
        ],
    }));
}
/** `sklearn 1.5.2 (joblib)`, raw. */
function printFramework(contract) {
    const { name, version, format } = contract.framework;
    return `${name}${version === undefined ? '' : ` ${version}`}${format === undefined || format === name ? '' : ` (${format})`}`;
}
function fieldRows(field, side, prefix, depth) {
    const name = `${prefix}${field.name}`;
    const nested = (0,_contract_types_js__WEBPACK_IMPORTED_MODULE_1__/* .kindOf */ .I)(field) === 'struct' && 'struct' in field && depth > 0 ? field.struct : [];
    const row = {
        side,
        name,
        value: nested.length > 0
            ? `struct of ${nested.length} field${nested.length === 1 ? '' : 's'}${field.optional ? ' (optional)' : ''}`
            : (0,_contract_render_js__WEBPACK_IMPORTED_MODULE_2__/* .printValue */ .jt)(field),
        notes: notesOf(field),
        sources: (0,_evidence_js__WEBPACK_IMPORTED_MODULE_0__/* .sourcesOf */ .u0)(field),
        where: field.evidence?.where ?? '',
    };
    return [row, ...nested.flatMap((child) => fieldRows(child, side, `${name}.`, depth - 1))];
}
function notesOf(field) {
    return [
        ...(field.profile && field.profile !== 'none' ? [field.profile] : []),
        ...(field.aliases && field.aliases.length > 0 ? [`also ${field.aliases.join(', ')}`] : []),
        ...(field.evidence?.classes ? [printClasses(field.evidence.classes)] : []),
    ];
}
/** Labels named in one cell. */
const TOLD_CLASSES = 8;
/** `classes: ham, spam`; of many the first. */
function printClasses({ labels, count }) {
    const told = labels.slice(0, TOLD_CLASSES).map(String);
    const rest = count - told.length;
    return `classes: ${told.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}


/***/ }),

/***/ 4264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Yo: () => (/* binding */ usedSources),
/* harmony export */   o1: () => (/* binding */ legend),
/* harmony export */   u0: () => (/* binding */ sourcesOf),
/* harmony export */   yb: () => (/* binding */ printSources)
/* harmony export */ });
/* harmony import */ var _contract_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9872);

/** Strongest first. The marks are told apart without colour; people read them in tables, with `LEGEND` below. */
const SOURCES = [
    { source: 'declared', mark: '✎', meaning: 'declared by the author' },
    { source: 'stored', mark: '●', meaning: 'stored in the file' },
    { source: 'derived', mark: '◐', meaning: 'derived from stored facts' },
    { source: 'assumed', mark: '○', meaning: 'assumed by convention, no promise' },
    { source: 'unknown', mark: '?', meaning: 'not known' },
];
/** `✎ declared by the author · ● stored in the file · …`, of the sources that occur. */
function legend(used) {
    return SOURCES.filter(({ source }) => used.has(source))
        .map(({ mark, meaning }) => `${mark} ${meaning}`)
        .join(' · ');
}
/** `null` for a contract that was not read from a model's files: it has no evidence, which is not the same as evidence of nothing. */
function sourcesOf(field) {
    const { evidence } = field;
    if (evidence === undefined)
        return null;
    const assumed = new Set(field.assumed ?? []);
    const kind = (0,_contract_types_js__WEBPACK_IMPORTED_MODULE_0__/* .kindOf */ .I)(field);
    const shape = 'shape' in field ? field.shape : undefined;
    const typeUnknown = kind === 'tensor' && 'type' in field && field.type === null;
    const dims = (shape ?? []).map((dim, axis) => (dim === null ? 'unknown' : (evidence.dims[axis] ?? 'unknown')));
    const capped = (source, fact) => (assumed.has(fact) ? weakest([source, 'assumed']) : source);
    const rank = capped(shape === null ? 'unknown' : evidence.rank, 'shape');
    return {
        name: capped(evidence.name, 'name'),
        type: typeUnknown ? 'unknown' : capped(evidence.type, 'type'),
        rank,
        dim: dims.length === 0 ? rank : capped(weakest(dims), 'shape'),
    };
}
/** `● stored`, or where the facts differ `● name · ○ type · ◐ shape`; '' without evidence. */
function printSources(sources) {
    if (sources === null)
        return '';
    const facts = [
        ['name', sources.name],
        ['type', sources.type],
        ['shape', weakest([sources.rank, sources.dim])],
    ];
    if (new Set(facts.map(([, source]) => source)).size === 1)
        return `${markOf(sources.name)} ${sources.name}`;
    return facts.map(([fact, source]) => `${markOf(source)} ${fact}`).join(' · ');
}
function usedSources(all) {
    return new Set(all.flatMap((one) => (one === null ? [] : [one.name, one.type, weakest([one.rank, one.dim])])));
}
function weakest(sources) {
    const rank = (source) => SOURCES.findIndex((row) => row.source === source);
    return sources.reduce((weak, source) => (rank(source) > rank(weak) ? source : weak), 'declared');
}
function markOf(source) {
    return SOURCES.find((row) => row.source === source)?.mark ?? '?';
}


/***/ }),

/***/ 6085:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O1: () => (/* binding */ renderChanges),
/* harmony export */   RM: () => (/* binding */ alignColumns),
/* harmony export */   bF: () => (/* binding */ renderTerminal),
/* harmony export */   p7: () => (/* binding */ renderContract)
/* harmony export */ });
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7820);
/* harmony import */ var _contract_rows_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6309);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3046);
/* harmony import */ var _evidence_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4264);
/* harmony import */ var _usage_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8366);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1709);






/** Rows of one table that are printed; `--json` has them all. */
const TABLE_ROWS = 60;
const MIN_WIDTH = 40;
/** The report of one model as plain text with a line break at its end. Safe in a workflow log: no line of it is a command. */
function renderTerminal(report, options) {
    const paint = paletteOf(options);
    const width = Math.max(MIN_WIDTH, options.width);
    const sections = [
        verdictLines(report, paint),
        failureLines(report),
        changeLines((0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .comparisonOf */ .jb)(report)?.changes ?? [], paint),
        remedyLines(report),
        publishedLines(report, paint),
        noteLines(report, paint),
        contractLines(report, paint, width),
    ].filter((section) => section.length > 0);
    return `${sections.map((section) => section.join('\n')).join('\n\n')}\n`;
}
/** The contract of a model alone: what `infer` prints. */
function renderContract(model, told, options) {
    const paint = paletteOf(options);
    const report = { ...told, model };
    const sections = [
        [paint.bold((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(model, _escape_js__WEBPACK_IMPORTED_MODULE_1__/* .NAME_LIMIT */ .Uo))],
        contractLines(report, paint, Math.max(MIN_WIDTH, options.width)),
        noteLines(report, paint),
    ];
    return `${sections
        .filter((section) => section.length > 0)
        .map((section) => section.join('\n'))
        .join('\n\n')}\n`;
}
/** Two contracts compared, without a model or a registry between them: what `diff` prints. */
function renderChanges(promise, offer, { level, changes }, options) {
    const paint = paletteOf(options);
    const counted = changes.length === 0 ? '' : `, ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(changes.length, 'change')}`;
    const head = `${paint.bold((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(promise))} → ${paint.bold((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(offer))}: ${level}${counted}`;
    return `${[head, ...changeLines(changes, paint)].join('\n')}\n`;
}
function verdictLines(report, paint) {
    const { mood, model, sentence } = (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .verdict */ .WJ)(report);
    const [first = ''] = sentence.split('\n', 1);
    return [`${paint[mood](_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .SIGNS */ .B2[mood])} ${paint.bold((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(model, _escape_js__WEBPACK_IMPORTED_MODULE_1__/* .NAME_LIMIT */ .Uo))}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(first)}`];
}
/** A refused breaking change is told by the list of changes. */
function failureLines(report) {
    if (report.outcome.kind !== 'failed' || (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .toldByChanges */ .ow)(report))
        return [];
    const { code, message, where } = report.outcome.error;
    const line = where?.line === undefined ? '' : `:${where.line}${where.column === undefined ? '' : `:${where.column}`}`;
    const place = [where?.file === undefined ? '' : `${where.file}${line}`, where?.key ?? ''].filter((part) => part !== '').join(' ');
    return [`  error ${code}${place === '' ? '' : ` at ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(place)}`}`, ...message.split('\n').map((text) => `  ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(text)}`.trimEnd())];
}
/** The lines of a remedy are kept: it may hold a whole file to paste. */
function remedyLines({ outcome }) {
    return outcome.kind === 'failed' ? outcome.error.remedy.split('\n').map((text) => `  ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(text)}`.trimEnd()) : [];
}
function changeLines(changes, paint) {
    const order = ['breaking', 'lost', 'compatible', 'learned'];
    const colour = { breaking: paint.bad, lost: paint.attention, compatible: paint.good, learned: paint.dim };
    const ranked = [...changes].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
    const shown = ranked.slice(0, TABLE_ROWS).map((change) => `  ${colour[change.level](change.level.padEnd(10))}  ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(change.message)}`);
    return [...shown, ...moreLine(changes.length - shown.length, 'change')];
}
function publishedLines(report, paint) {
    const { outcome } = report;
    const standing = (0,_usage_js__WEBPACK_IMPORTED_MODULE_4__/* .standingOf */ .Y)(report);
    if (standing === null) {
        if (outcome.kind !== 'validated' || outcome.nextVersion === null || report.image === '')
            return [];
        return [`  would be published as ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(`${report.image}:${outcome.nextVersion}`)}`];
    }
    const lines = [`  image   ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(standing.image)}`, `  digest  ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(standing.digest)}`];
    if (outcome.kind === 'published') {
        const identity = outcome.reproducible ? 'reproducible' : 'not reproducible';
        lines.push(`  size    ${(0,_log_js__WEBPACK_IMPORTED_MODULE_5__/* .printBytes */ .p)(outcome.size)}, ${(0,_log_js__WEBPACK_IMPORTED_MODULE_5__/* .printBytes */ .p)(outcome.sent)} sent (${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(outcome.builder)}, ${identity})`);
        if (outcome.release.floating.length > 0)
            lines.push(`  also    ${outcome.release.floating.map((tag) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(tag)).join(' ')}`);
    }
    return [...lines, '', paint.dim('  use it:'), ...(0,_usage_js__WEBPACK_IMPORTED_MODULE_4__/* .usageCommands */ .y)(report).map((command) => `    ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(command)}`)];
}
function noteLines({ warnings, findings }, paint) {
    const risks = findings.map((one) => `  ${paint.bad(one.severity.padEnd(10))}  ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(one.message)} (${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(one.where)})`);
    const notes = warnings.map((one) => `  ${paint.attention('warning'.padEnd(10))}  ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(one.message)}${one.where === undefined ? '' : ` (${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(one.where)})`}`);
    return [
        ...risks.slice(0, TABLE_ROWS),
        ...moreLine(risks.length - TABLE_ROWS, 'security finding'),
        ...notes.slice(0, TABLE_ROWS),
        ...moreLine(notes.length - TABLE_ROWS, 'warning'),
    ];
}
function contractLines(report, paint, width) {
    const { contract, completeness, detected } = report;
    if (contract === undefined)
        return [];
    const signatures = (0,_contract_rows_js__WEBPACK_IMPORTED_MODULE_0__/* .contractRows */ .S)(contract);
    const facts = [
        (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)((0,_contract_rows_js__WEBPACK_IMPORTED_MODULE_0__/* .printFramework */ .E)(contract)),
        ...(completeness === undefined ? [] : [`${(0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .percent */ .KN)(completeness)} of its facts are known`]),
        ...(detected === undefined ? [] : [(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(detected.because)]),
        ...(detected?.declaredIn === undefined ? [] : [`declared in ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(detected.declaredIn)}`]),
    ];
    const marks = (0,_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .legend */ .o1)((0,_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .usedSources */ .Yo)(signatures.flatMap((signature) => signature.rows.map((row) => row.sources))));
    const shown = signatures.slice(0, TABLE_ROWS);
    return [
        `  ${paint.bold('contract')}  ${facts.join(', ')}`,
        ...shown.flatMap((signature) => signatureLines(signature, paint, width)),
        ...moreLine(signatures.length - shown.length, 'signature'),
        ...(marks === '' ? [] : ['', paint.dim(`  ${marks}`)]),
    ];
}
function signatureLines(signature, paint, width) {
    const rows = signature.rows.slice(0, TABLE_ROWS);
    const cells = rows.map((row) => {
        const notes = row.notes.length === 0 ? '' : `, ${row.notes.join(', ')}`;
        return [row.side === 'input' ? 'in' : 'out', (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(row.name, _escape_js__WEBPACK_IMPORTED_MODULE_1__/* .NAME_LIMIT */ .Uo), (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(`${row.value}${notes}`, _escape_js__WEBPACK_IMPORTED_MODULE_1__/* .NAME_LIMIT */ .Uo), (0,_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .printSources */ .yb)(row.sources)];
    });
    return [
        '',
        `  ${paint.bold((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(signature.name, _escape_js__WEBPACK_IMPORTED_MODULE_1__/* .NAME_LIMIT */ .Uo))}${signature.positional ? paint.dim(' (by position)') : ''}`,
        ...alignColumns(cells, width - 4).map((line) => `    ${line}`),
        ...moreLine(signature.rows.length - rows.length, 'field'),
    ];
}
function moreLine(left, what) {
    return left > 0 ? [`    … and ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(left, what)} more; --json has all`] : [];
}
/** Columns padded to their widest cell; names and values share what the terminal leaves beside the short columns. */
function alignColumns(rows, width) {
    const columns = Math.max(0, ...rows.map((row) => row.length));
    const room = Math.max(12, Math.floor((width - 4) * 0.4));
    const fitted = rows.map((row) => row.map((cell, index) => (index < columns - 1 ? fitCell(cell, room) : cell)));
    const widths = Array.from({ length: columns }, (_, index) => Math.max(0, ...fitted.map((row) => cellsOf(row[index] ?? ''))));
    return fitted.map((row) => row
        .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - cellsOf(cell)))
        .join('  ')
        .trimEnd());
}
function fitCell(text, room) {
    if (cellsOf(text) <= room)
        return text;
    let limit = room;
    while (limit > 1 && cellsOf((0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .cut */ .Jj)(text, limit)) > room)
        limit--;
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .cut */ .Jj)(text, limit);
}
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** East Asian wide and fullwidth letters (Unicode TR 11), as far as scripts go; emoji are counted beside. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]|\p{Emoji_Presentation}|\ufe0f/u;
/** Cells that a terminal gives a text: 2 for wide letters and emoji. */
function cellsOf(text) {
    let cells = 0;
    for (const { segment } of graphemes.segment(text))
        cells += WIDE.test(segment) ? 2 : 1;
    return cells;
}
function paletteOf({ color }) {
    const sgr = (code) => (text) => color ? `\u001b[${code}m${text}\u001b[0m` : text;
    return { good: sgr(32), attention: sgr(33), bad: sgr(31), dim: sgr(2), bold: sgr(1) };
}


/***/ }),

/***/ 8366:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ standingOf),
/* harmony export */   y: () => (/* binding */ usageCommands)
/* harmony export */ });
/** The version that callers can use now: just published, or found unchanged. */
function standingOf(report) {
    const { outcome, image } = report;
    if (outcome.kind === 'published')
        return standing(image, outcome.release.version, outcome.release.tag, outcome.release.digest);
    if (outcome.kind !== 'unchanged')
        return null;
    const published = report.baseline?.state === 'compared' ? report.baseline.published : undefined;
    const tag = published?.version === outcome.version ? published.tag : outcome.version;
    return standing(image, outcome.version, tag, outcome.digest);
}
function standing(image, version, tag, digest) {
    return { version, tag, digest, image: `${image}:${tag}`, ref: `${image}@${digest}` };
}
/**
 * Commands that use the image without this tool; one line each, raw.
 * A folder (`oci:PATH`) is an OCI image layout: skopeo and oras read it, docker and crane don't.
 */
function usageCommands(report) {
    const published = standingOf(report);
    if (published === null)
        return [];
    if (report.image.startsWith('oci:')) {
        const layout = report.image.slice('oci:'.length);
        return [
            `skopeo copy oci:${layout}:${published.tag} docker-daemon:${nameOf(layout)}:${published.tag}`,
            `oras copy --from-oci-layout ${layout}:${published.tag} REGISTRY/${nameOf(layout)}:${published.tag}`,
        ];
    }
    return [`docker pull ${published.image}`, `crane export ${published.image} - | tar -xf - model`];
}
const nameOf = (path) => path
    .split('/')
    .filter((part) => part !== '')
    .at(-1) ?? 'model';


/***/ }),

/***/ 1709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $K: () => (/* binding */ otherSideOf),
/* harmony export */   B2: () => (/* binding */ SIGNS),
/* harmony export */   Bv: () => (/* binding */ baselineOf),
/* harmony export */   KN: () => (/* binding */ percent),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   MT: () => (/* binding */ verdictLine),
/* harmony export */   WJ: () => (/* binding */ verdict),
/* harmony export */   dJ: () => (/* binding */ byMood),
/* harmony export */   jb: () => (/* binding */ comparisonOf),
/* harmony export */   ow: () => (/* binding */ toldByChanges),
/* harmony export */   sP: () => (/* binding */ overviewLine),
/* harmony export */   xS: () => (/* binding */ countChanges)
/* harmony export */ });
/** `churn: 2 breaking changes → next version 3.0.0 (published 2.4.1)`, one line of raw text. */
function verdictLine(report) {
    const { model, sentence } = verdict(report);
    return `${model}: ${sentence}`;
}
/** `8 models: 1 failed, 2 published, 5 left alone` */
function overviewLine(outcomes, leftAlone = 0) {
    const counts = OUTCOMES.map((kind) => [outcomes.filter((outcome) => outcome === kind).length, kind]);
    const told = [...counts, [leftAlone, 'left alone']].filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
    return `${plural(outcomes.length + leftAlone, 'model')}${told.length === 0 ? '' : `: ${told.join(', ')}`}`;
}
const OUTCOMES = ['failed', 'published', 'validated', 'unchanged'];
/** What needs somebody comes first. */
const byMood = (a, b) => MOODS.indexOf(a) - MOODS.indexOf(b);
const MOODS = ['bad', 'attention', 'good'];
/** Before a verdict in plain text. */
const SIGNS = { good: '✔', attention: '!', bad: '✘' };
/**
 * What happened, in one sentence, for every outcome and every state of the baseline. It says "compatible" only where both contracts were read:
 * without a baseline it says so and why.
 */
function verdict(report) {
    const { outcome, model } = report;
    switch (outcome.kind) {
        case 'failed':
            return { mood: 'bad', model, sentence: failedSentence(report, outcome.error.message, outcome.nextVersion) };
        case 'unchanged':
            return { mood: 'good', model, sentence: `unchanged: version ${outcome.version} stands` };
        case 'validated':
            return { mood: moodOf(report), model, sentence: `${finding(report)}${arrow(outcome.nextVersion, report.baseline)}` };
        case 'published': {
            const { release } = outcome;
            if (!release.fresh)
                return { mood: 'good', model, sentence: `version ${release.version} was already published by an earlier attempt of this run` };
            const since = release.previous === null || release.baseline.state !== 'compared' ? '' : ` since ${release.previous.version}`;
            return { mood: moodOf(report), model, sentence: `version ${release.version} published: ${finding(report)}${since}` };
        }
    }
}
/** The baseline of a report: what the release was compared with in the end, else what the story compared with before. */
function baselineOf(report) {
    return report.outcome.kind === 'published' ? report.outcome.release.baseline : report.baseline;
}
/** What the model was compared with: the published version, or what the input `baseline` names. */
function otherSideOf(report) {
    return report.against ?? baselineOf(report);
}
/** The comparison of a report, `undefined` where there was nothing to compare with. */
function comparisonOf(report) {
    const side = otherSideOf(report);
    if (side !== undefined && side.state !== 'compared')
        return undefined;
    return report.outcome.kind === 'published' ? report.outcome.release.comparison : report.comparison;
}
/** The run was refused for a breaking change, and the rows of the comparison say which. */
function toldByChanges(report) {
    const refused = report.outcome.kind === 'failed' && report.outcome.error.code === 'breaking-change';
    return refused && (comparisonOf(report)?.changes.length ?? 0) > 0;
}
function countChanges(changes) {
    const count = (level) => changes.filter((change) => change.level === level).length;
    return { breaking: count('breaking'), compatible: count('compatible'), lost: count('lost'), learned: count('learned') };
}
/** `1 change`, `2 changes`, `10,000 changes`. */
function plural(count, one, many = `${one}s`) {
    return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
/** Rounded down, so that 100 % is said only of a contract without a gap. */
function percent(ratio) {
    return `${Math.floor(ratio * 1000 + 1e-9) / 10} %`;
}
function failedSentence(report, message, nextVersion) {
    const comparison = comparisonOf(report);
    if (comparison === undefined || !toldByChanges(report))
        return `failed: ${message}`;
    const against = report.against === undefined ? '' : ` against ${report.against.label}`;
    return `${levelSentence(comparison)}${against}${arrow(nextVersion ?? null, report.baseline)}`;
}
function arrow(nextVersion, baseline) {
    const published = baseline?.state === 'first' ? undefined : baseline?.published?.version;
    const next = nextVersion === null ? '' : ` → next version ${nextVersion}`;
    return `${next}${published === undefined ? '' : ` (published ${published})`}`;
}
function finding(report) {
    if (report.against !== undefined)
        return findingAgainst(report, report.against);
    const baseline = baselineOf(report);
    const comparison = comparisonOf(report);
    if (baseline === undefined)
        return 'not compared with a published version';
    switch (baseline.state) {
        case 'first':
            return report.detected?.declaredIn === undefined ? 'first version' : `first version, as declared in ${report.detected.declaredIn}`;
        case 'unavailable':
            return `not compared with the published version: ${baseline.reason}`;
        case 'compared':
            return comparison === undefined ? 'not compared with the published version' : `${levelSentence(comparison)}${acceptance(report, comparison)}`;
    }
}
function findingAgainst(report, against) {
    const comparison = comparisonOf(report);
    switch (against.state) {
        case 'first':
            return `not in ${against.label} yet`;
        case 'unavailable':
            return `not compared with ${against.label}: ${against.reason}`;
        case 'compared':
            return comparison === undefined
                ? `not compared with ${against.label}`
                : `${levelSentence(comparison)} against ${against.label}${acceptance(report, comparison)}`;
    }
}
function acceptance(report, comparison) {
    return comparison.level === 'breaking' && report.breakingAccepted !== undefined ? `, accepted by ${report.breakingAccepted}` : '';
}
function levelSentence(comparison) {
    const counts = countChanges(comparison.changes);
    const lost = counts.lost === 0 ? '' : `${plural(counts.lost, 'fact')} no longer known`;
    switch (comparison.level) {
        case 'breaking':
            if (counts.breaking === 0)
                return `${lost}, which counts as breaking`;
            return joined(plural(counts.breaking, 'breaking change'), counts.compatible === 0 ? '' : `${counts.compatible.toLocaleString('en-US')} compatible`, lost);
        case 'compatible':
            return joined(counts.compatible === 0 ? 'compatible' : plural(counts.compatible, 'compatible change'), lost);
        case 'weights':
            return joined('same contract, new content', lost);
        case 'learned':
            return joined(`same promises to callers, ${plural(counts.learned, 'fact')} more known`, lost);
        case 'unchanged':
            return joined('unchanged', lost);
    }
}
const joined = (...parts) => parts.filter((part) => part !== '').join(', ');
function moodOf(report) {
    const comparison = comparisonOf(report);
    if (comparison?.level === 'breaking')
        return 'attention';
    if (report.findings.some((one) => one.severity === 'critical' || one.severity === 'high'))
        return 'attention';
    return otherSideOf(report)?.state === 'unavailable' || countChanges(comparison?.changes ?? []).lost > 0 ? 'attention' : 'good';
}


/***/ })

};
