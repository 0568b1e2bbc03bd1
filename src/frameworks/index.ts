import { bentoml } from './bentoml/index.ts'
import { catboost } from './catboost/index.ts'
import { coreml } from './coreml/index.ts'
import { fastai } from './fastai/index.ts'
import type { Framework } from './framework.ts'
import { python } from './function/index.ts'
import { gguf } from './gguf/index.ts'
import { h2o } from './h2o/index.ts'
import { jax } from './jax/index.ts'
import { keras } from './keras/index.ts'
import { kserve } from './kserve/index.ts'
import { lightgbm } from './lightgbm/index.ts'
import { mlflow } from './mlflow/index.ts'
import { mlserver } from './mlserver/index.ts'
import { mxnet } from './mxnet/index.ts'
import { onnx } from './onnx/index.ts'
import { openvino } from './openvino/index.ts'
import { ort } from './ort/index.ts'
import { paddle } from './paddle/index.ts'
import { pfa } from './pfa/index.ts'
import { pmml } from './pmml/index.ts'
import { prophet } from './prophet/index.ts'
import { pytorch } from './pytorch/index.ts'
import { r } from './r/index.ts'
import { safetensors } from './safetensors/index.ts'
import { sklearn } from './sklearn/index.ts'
import { spacy } from './spacy/index.ts'
import { spark } from './spark/index.ts'
import { tensorflow } from './tensorflow/index.ts'
import { tensorrt } from './tensorrt/index.ts'
import { tfjs } from './tfjs/index.ts'
import { tflite } from './tflite/index.ts'
import { theano } from './theano/index.ts'
import { torchscript } from './torchscript/index.ts'
import { torchserve } from './torchserve/index.ts'
import { transformers } from './transformers/index.ts'
import { triton } from './triton/index.ts'
import { xgboost } from './xgboost/index.ts'

/** Every framework this program reads. A new one is one new file and one line here. */
export const FRAMEWORKS: readonly Framework[] = [
  // wrappers: what they describe is theirs
  triton,
  mlserver,
  bentoml,
  torchserve,
  mlflow,
  kserve,
  // models
  transformers,
  tensorflow,
  keras,
  onnx,
  tflite,
  tfjs,
  ort,
  mxnet,
  openvino,
  coreml,
  paddle,
  spark,
  pmml,
  pfa,
  r,
  prophet,
  spacy,
  theano,
  torchscript,
  fastai,
  pytorch,
  xgboost,
  lightgbm,
  catboost,
  h2o,
  gguf,
  safetensors,
  sklearn,
  jax,
  tensorrt,
  // code
  python,
]
