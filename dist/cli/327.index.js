export const id = 327;
export const ids = [327];
export const modules = {

/***/ 1327:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   models: () => (/* binding */ models)
/* harmony export */ });
/* harmony import */ var _models_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2353);
/* harmony import */ var _report_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3046);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6207);
/* harmony import */ var _ports_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5226);




/** `mlambda models DIR…`: what a run over these paths would be about, one line each; with `--json` as the output `models` of mode `discover`. */
async function models(call) {
    const inputs = call.inputs(...call.operands);
    const { chosen } = await (0,_models_js__WEBPACK_IMPORTED_MODULE_0__/* .modelsOf */ .W)(inputs, { mode: 'validate', because: 'command models', onDemand: false }, await (0,_ports_js__WEBPACK_IMPORTED_MODULE_3__/* .terminalPorts */ .P)(inputs));
    const rows = (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .placeRows */ .bB)(chosen);
    process.stdout.write(call.json ? `${JSON.stringify(rows)}\n` : rows.map(({ name, path }) => `${(0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(name)}  ${(0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(path)}\n`).join(''));
    return 0;
}


/***/ })

};
