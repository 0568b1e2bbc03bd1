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
// EXTERNAL MODULE: ./.build/infer.js + 198 modules
var infer = __webpack_require__(9333);
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
            const model = (0,infer/* inferModel */.Gg)(call.inputs(path));
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


/***/ })

};
