export const id = 29;
export const ids = [29];
export const modules = {

/***/ 5649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  overview: () => (/* binding */ overview)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/errors.js
var errors = __webpack_require__(9243);
// EXTERNAL MODULE: ./.build/formats/json-document.js
var json_document = __webpack_require__(3945);
;// CONCATENATED MODULE: ./.build/overview.js




/** The output `models` of one job is at most 120 kB (src/report/outputs.ts). */
const MAX_FILE = 1024 * 1024;
/** GitHub starts at most 256 jobs of one matrix. */
const MAX_FILES = 1000;
/**
 * The rows of the output `models` that several jobs wrote, each into a file of its own: files, or directories with `.json` files at any depth.
 * @throws UserError `input-invalid` where there is none, or where a file holds something else
 */
function readRows(paths) {
    const files = paths.flatMap((path) => filesIn(path));
    const where = paths.join(', ');
    if (files.length === 0) {
        throw new errors/* UserError */.y('input-invalid', `${where} holds no .json file.`, 'Name the directory with what the jobs wrote: the output `models`, one file each.');
    }
    if (files.length > MAX_FILES)
        throw new errors/* UserError */.y('input-invalid', `${where} holds ${files.length} files.`, `Name at most ${MAX_FILES}.`);
    return files.flatMap(rowsOf);
}
function filesIn(path) {
    const found = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
    if (found?.isFile())
        return [path];
    if (!found?.isDirectory())
        return [];
    const names = (0,external_node_fs_.readdirSync)(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
    return names
        .sort()
        .map((name) => (0,external_node_path_.join)(path, name))
        .filter((file) => (0,external_node_fs_.statSync)(file).isFile());
}
function rowsOf(file) {
    const size = (0,external_node_fs_.statSync)(file).size;
    const rows = size > MAX_FILE ? null : (0,json_document/* parseDocument */.Tp)((0,external_node_fs_.readFileSync)(file, 'utf8'), file);
    if (!Array.isArray(rows))
        throw notRows(file);
    return rows.map((row) => {
        if (!(0,json_document/* isObject */.Gv)(row))
            throw notRows(file);
        const text = (key) => {
            const value = (0,json_document/* own */.ZV)(row, key);
            if (typeof value === 'string')
                return value;
            throw notRows(file);
        };
        return {
            name: text('name'),
            outcome: text('outcome'),
            verdict: text('verdict'),
            image: text('image'),
            change: text('change'),
            published: (0,json_document/* own */.ZV)(row, 'published') === true,
            breaking: (0,json_document/* own */.ZV)(row, 'breaking') === true,
        };
    });
}
function notRows(file) {
    return new errors/* UserError */.y('input-invalid', `${file} is not what the output \`models\` holds.`, 'Write the output as it is: `printf %s "$MODELS" > FILE`.', { file });
}

// EXTERNAL MODULE: ./.build/report/escape.js
var report_escape = __webpack_require__(3046);
// EXTERNAL MODULE: ./.build/report/markdown.js + 1 modules
var markdown = __webpack_require__(6982);
// EXTERNAL MODULE: ./.build/report/wording.js
var wording = __webpack_require__(1709);
;// CONCATENATED MODULE: ./.build/report/overview.js




/** One table of all models, what needs somebody first. */
function renderOverview(rows, limit = SUMMARY_LIMIT) {
    const title = `### ${overviewLine(rows.map(({ outcome }) => outcome))}\n\n| | Model | What happened | Image |\n|---|---|---|---|`;
    const cells = ranked(rows).map((row) => {
        const image = row.image === '' ? '' : codeForMarkdown(row.image, 300);
        return `| ${ICONS[moodOf(row)]} | **${forMarkdown(row.name, NAME_LIMIT)}** | ${forMarkdown(sentenceOf(row), 300)} | ${image} |`;
    });
    const more = (left) => `… and ${plural(left, 'more model')}`;
    return `${fit([{ kind: 'rows', rank: 0, before: title, rows: cells, more, after: '' }], limit - 1)}\n`;
}
/** The same as lines of plain text. */
function printOverview(rows) {
    const lines = ranked(rows).map((row) => `${wording/* SIGNS */.B2[moodOf(row)]} ${(0,report_escape/* forLog */.Ig)(row.name, report_escape/* NAME_LIMIT */.Uo)}: ${(0,report_escape/* forLog */.Ig)(sentenceOf(row), 300)}`);
    return `${[...lines, '', (0,wording/* overviewLine */.sP)(rows.map(({ outcome }) => outcome))].join('\n')}\n`;
}
/** Did every model come through? */
const allWell = (rows) => rows.every(({ outcome }) => outcome !== 'failed');
function ranked(rows) {
    const byName = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
    return [...rows].sort((a, b) => (0,wording/* byMood */.dJ)(moodOf(a), moodOf(b)) || byName(a, b));
}
function moodOf({ outcome, breaking, change }) {
    if (outcome === 'failed')
        return 'bad';
    return breaking || change === 'unknown' ? 'attention' : 'good';
}
function sentenceOf({ name, verdict }) {
    return verdict.startsWith(`${name}: `) ? verdict.slice(name.length + 2) : verdict;
}

;// CONCATENATED MODULE: ./.build/commands/overview.js


/** `mlambda overview PATH…`: one answer of what several jobs wrote, the output `models` in a file each. */
async function overview(call) {
    const rows = readRows(call.operands);
    process.stdout.write(call.json ? `${JSON.stringify(rows)}\n` : printOverview(rows));
    return allWell(rows) ? 0 : 1;
}


/***/ }),

/***/ 4753:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OC: () => (/* binding */ printType),
/* harmony export */   WF: () => (/* binding */ printDim),
/* harmony export */   Zw: () => (/* binding */ printShape),
/* harmony export */   jt: () => (/* binding */ printValue)
/* harmony export */ });
/** Fields of a struct that are printed; a table row of 10,000 columns is no help in a sentence. */
const MAX_PRINTED_FIELDS = 8;
/** One size for people: `4`, `-1` (any), a symbol, `?` (unknown). */
function printDim(dim) {
    return dim === null ? '?' : String(dim);
}
/** `[-1, 4]`, `[]` for a scalar, `?` for an unknown rank. Symbols are raw text. */
function printShape(shape) {
    return shape === null ? '?' : `[${shape.map(printDim).join(', ')}]`;
}
/**
 * The type for people, raw text: `float32`, `?`, `seq(map(int64 → float32 []))`, `struct(age: int64 [-1])`, `image(224 × 224 × 3)`
 * (width × height × channels). A tensor's shape is not part of it.
 */
function printType(value) {
    if ('sequence' in value)
        return `seq(${printValue(value.sequence)})`;
    if ('map' in value)
        return `map(${value.map.key ?? '?'} → ${printValue(value.map.value)})`;
    if ('struct' in value)
        return `struct(${printFields(value.struct)})`;
    if ('image' in value)
        return `image(${printDim(value.image.width)} × ${printDim(value.image.height)} × ${printDim(value.image.channels)})`;
    return value.type ?? '?';
}
/** Type and shape with what modifies them: `float32 [-1, 4]`, `sparse float32 [-1, 4] (optional)`, `?` where neither is known. */
function printValue(value) {
    const encoding = `${value.sparse ? 'sparse ' : ''}${value.ragged ? 'ragged ' : ''}`;
    return `${encoding}${printBare(value)}${value.optional ? ' (optional)' : ''}`;
}
function printBare(value) {
    if (!('shape' in value))
        return printType(value);
    return value.type === null && value.shape === null ? '?' : `${printType(value)} ${printShape(value.shape)}`;
}
function printFields(fields) {
    const printed = fields.slice(0, MAX_PRINTED_FIELDS).map((field) => `${field.name}: ${printValue(field)}`);
    const more = fields.length - printed.length;
    return [...printed, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}


/***/ }),

/***/ 9872:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A1: () => (/* binding */ DTYPES),
/* harmony export */   I: () => (/* binding */ kindOf),
/* harmony export */   Tg: () => (/* binding */ classesFrom),
/* harmony export */   X1: () => (/* binding */ evidenceOf),
/* harmony export */   jI: () => (/* binding */ PROFILES)
/* harmony export */ });
/**
 * The language of contracts: what callers may send and what they get back.
 * Rules in docs/contract.md. This folder depends on nothing but ../errors.ts.
 */
/** Element types, in the words of the canonical JSON. */
const DTYPES = [
    'bool',
    'string',
    'bytes',
    'date',
    'timestamp',
    'int2',
    'int4',
    'int8',
    'int16',
    'int32',
    'int64',
    'uint2',
    'uint4',
    'uint8',
    'uint16',
    'uint32',
    'uint64',
    'float4e2m1',
    'float8e4m3fn',
    'float8e4m3fnuz',
    'float8e5m2',
    'float8e5m2fnuz',
    'float8e8m0',
    'float16',
    'bfloat16',
    'float32',
    'float64',
    'complex64',
    'complex128',
    'qint8',
    'qint16',
    'qint32',
    'quint8',
    'quint16',
];
/** Meaning of a field for people, declared by the author; never inferred unless a file says so. */
const PROFILES = [
    'none',
    'categorical',
    'nominal',
    'ordinal',
    'numerical',
    'continuous',
    'interval',
    'ratio',
    'image',
    'video',
    'audio',
    'text',
];
/** Labels that are kept: more are no list that people read. */
const MAX_CLASSES = 100;
/** Characters of one label. */
const MAX_LABEL = 200;
/** The labels of a classifier, cut to what people read. */
const classesFrom = (labels, count = labels.length) => ({
    labels: labels
        .slice(0, MAX_CLASSES)
        .map((label) => (typeof label === 'string' && label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL)}…` : label)),
    count,
});
/** Which of the five kinds a value is. */
function kindOf(value) {
    if ('sequence' in value)
        return 'sequence';
    if ('map' in value)
        return 'map';
    if ('struct' in value)
        return 'struct';
    if ('image' in value)
        return 'image';
    return 'tensor';
}
/** Evidence that is the same for every fact of a value of this rank; what is `null` in the value is `unknown` by itself. */
function evidenceOf(value, source, where) {
    if (!('shape' in value))
        return { name: source, type: source, rank: source, dims: [], where };
    return {
        name: source,
        type: value.type === null ? 'unknown' : source,
        rank: value.shape === null ? 'unknown' : source,
        dims: (value.shape ?? []).map((dim) => (dim === null ? 'unknown' : source)),
        where,
    };
}


/***/ }),

/***/ 3945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   Tp: () => (/* binding */ parseDocument),
/* harmony export */   ZV: () => (/* binding */ own)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9243);

/** Containers inside each other: nested networks stay below 150; deeper ones only exhaust the stack of whoever walks them. */
const MAX_DEPTH = 500;
/** @throws UserError `truncated` where no bracket closes the file, `corrupt` for other syntax errors, `unsafe` beyond 500 levels */
function parseDocument(text, file) {
    requireFlat(text, file);
    try {
        const value = JSON.parse(text);
        return value;
    }
    catch (error) {
        if (!(error instanceof SyntaxError))
            throw error;
        const cut = !/[}\]]\s*$/.test(text.slice(-1_024));
        const message = `${file} is no JSON: ${error.message.slice(0, 200)}`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(cut ? 'truncated' : 'corrupt', message, 'The file is cut off or damaged: save the model again and upload the new file.', {
            file,
        });
    }
}
function requireFlat(text, file) {
    let depth = 0;
    for (let i = 0; i < text.length; i++) {
        const char = text.charCodeAt(i);
        if (char === QUOTE) {
            // to the closing quote: a backslash takes the next character along
            for (i++; i < text.length && text.charCodeAt(i) !== QUOTE; i++)
                if (text.charCodeAt(i) === BACKSLASH)
                    i++;
        }
        else if (char === 0x5b || char === 0x7b) {
            depth += 1;
            if (depth > MAX_DEPTH)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('unsafe', `${file} nests more than ${MAX_DEPTH} deep`, 'Save the model again.', { file });
        }
        else if (char === 0x5d || char === 0x7d)
            depth -= 1;
    }
}
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** An own property: names like `constructor` are names here, nothing else. */
const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);


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


/***/ })

};
