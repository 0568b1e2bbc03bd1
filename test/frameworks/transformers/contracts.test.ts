import { describe, expect, it } from 'vitest'
import { safetensors } from '../../../src/frameworks/safetensors/index.ts'
import { transformers } from '../../../src/frameworks/transformers/index.ts'
import { inferFrom, linesOf, refusalOf } from '../contract-of.ts'
import { damage, damageJson } from '../damage.ts'
import { fileOf, safetensorsOf, saved } from './files.ts'

const line = (...model: Parameters<typeof saved>): string => linesOf(inferFrom(transformers, saved(...model)))[0]?.slice('predict'.length) ?? ''
const inputsOf = (...model: Parameters<typeof saved>): string =>
  line(...model)
    .split(') -> (')[0]
    ?.slice(1) ?? ''
const outputsOf = (...model: Parameters<typeof saved>): string =>
  line(...model)
    .split(') -> (')[1]
    ?.slice(0, -1) ?? ''
const warningsOf = (...model: Parameters<typeof saved>): readonly string[] =>
  inferFrom(transformers, saved(...model)).warnings.map(({ code }) => code)

const BERT = { architectures: ['BertForSequenceClassification'], model_type: 'bert', hidden_size: 8, vocab_size: 60, type_vocab_size: 2 }
const as = (architecture: string, more: object = {}) => ({ ...BERT, architectures: [architecture], ...more })
const IDS = 'input_ids int64[-1,-1]'
const MASK = 'attention_mask int64[-1,-1]'
const TYPES = 'token_type_ids int64[-1,-1]'

describe('a model of text is given', () => {
  it.each<[string, object, object, string]>([
    ['ids, types of tokens and a mask', BERT, {}, `${IDS}, ${TYPES}, ${MASK}`],
    [
      'what its tokenizer gives, in that order',
      BERT,
      { 'tokenizer_config.json': { model_input_names: ['input_ids', 'attention_mask'] } },
      `${IDS}, ${MASK}`,
    ],
    ['no types of tokens where there is one', as('RobertaModel', { model_type: 'roberta', type_vocab_size: 1 }), {}, `${IDS}, ${MASK}`],
    ['boxes, where it reads layouts', as('LayoutLMModel', { model_type: 'layoutlm' }), {}, `${IDS}, ${TYPES}, ${MASK}, bbox int64[-1,-1,4]`],
    [
      'a third axis of choices',
      as('BertForMultipleChoice'),
      {},
      `${IDS.replace(']', ',-1]')}, ${TYPES.replace(']', ',-1]')}, ${MASK.replace(']', ',-1]')}`,
    ],
    [
      'what was written so far, where it generates from a text',
      { architectures: ['T5ForConditionalGeneration'], model_type: 't5', d_model: 8, vocab_size: 60, is_encoder_decoder: true },
      {},
      `${IDS}, ${MASK}, decoder_input_ids int64[-1,-1]`,
    ],
    [
      'what is assumed, where its type is unknown',
      as('FooForCausalLM', { model_type: 'foo' }),
      {},
      `${IDS} ~name~type~shape, ${MASK} ~name~type~shape`,
    ],
    [
      'what is assumed, where it brings its own code',
      { ...BERT, auto_map: {} },
      {},
      [IDS, TYPES, MASK].map((text) => `${text} ~name~type~shape`).join(', '),
    ],
  ])('%s', (_what, config, more, inputs) => {
    expect(inputsOf(config, undefined, { ...more })).toBe(inputs)
  })
})

describe('a model of pictures or sounds is given', () => {
  const vit = { architectures: ['ViTForImageClassification'], model_type: 'vit', image_size: 32, patch_size: 8, num_channels: 3, hidden_size: 8 }
  it.each<[string, object, string]>([
    ['pictures of its own size', vit, 'pixel_values float32[-1,3,32,32]'],
    ['pictures with two sides', { ...vit, image_size: [16, 32] }, 'pixel_values float32[-1,3,16,32]'],
    ['pictures of any size', { ...vit, model_type: 'resnet' }, 'pixel_values float32[-1,3,-1,-1]'],
    ['pictures of an unknown size', { ...vit, model_type: 'dpt' }, 'pixel_values float32[-1,3,?,?]'],
    ['frames', { ...vit, model_type: 'videomae', num_frames: 4 }, 'pixel_values float32[-1,4,3,32,32]'],
    ['a wave', { architectures: ['Wav2Vec2ForCTC'], model_type: 'wav2vec2', vocab_size: 32 }, 'input_values float32[-1,-1]'],
    [
      'a spectrogram',
      { architectures: ['WhisperForConditionalGeneration'], model_type: 'whisper', num_mel_bins: 80, max_source_positions: 30, vocab_size: 60 },
      'input_features float32[-1,80,60], decoder_input_ids int64[-1,-1]',
    ],
    [
      'texts and pictures',
      { architectures: ['CLIPModel'], model_type: 'clip', projection_dim: 16, text_config: {}, vision_config: { image_size: 32, num_channels: 3 } },
      `${IDS}, pixel_values float32[-1,3,32,32], ${MASK}`,
    ],
  ])('%s', (_what, config, inputs) => {
    expect(inputsOf(config)).toBe(inputs)
  })
})

describe('the head of a class gives', () => {
  const three = { id2label: { 0: 'a', 1: 'b', 2: 'c' } }
  it.each<[string, object, Parameters<typeof saved>[1], string]>([
    ['a score per class', { ...BERT, ...three }, { 'classifier.weight': [3, 8] }, 'logits float32[-1,3]'],
    ['two scores where no classes are told', BERT, {}, 'logits float32[-1,2]'],
    ['one number where that is a regression', { ...BERT, num_labels: 1 }, {}, 'logits float32[-1,1]'],
    [
      'nothing certain where weights and configuration contradict each other',
      { ...BERT, ...three },
      { 'classifier.weight': [5, 8] },
      'logits float32[-1,?]',
    ],
    ['a score per token and class', as('BertForTokenClassification', three), {}, 'logits float32[-1,-1,3]'],
    ['a score per token and word', as('BertForMaskedLM'), {}, 'logits float32[-1,-1,60]'],
    ['a score per word as the stored head has rows', as('BertForMaskedLM'), { 'lm_head.weight': [61, 8] }, 'logits float32[-1,-1,?]'],
    ['where an answer starts and ends', as('BertForQuestionAnswering'), {}, 'start_logits float32[-1,-1], end_logits float32[-1,-1]'],
    ['states', as('BertModel'), {}, 'last_hidden_state float32[-1,-1,8]'],
    [
      'states and a vector, where its layer is stored',
      as('BertModel'),
      { 'pooler.dense.weight': [8, 8] },
      'last_hidden_state float32[-1,-1,8], pooler_output float32[-1,8]',
    ],
    ['two heads with their own names', as('BertForPreTraining'), {}, 'prediction_logits float32[-1,-1,60], seq_relationship_logits float32[-1,2]'],
    [
      'boxes per query, with a class for nothing',
      { architectures: ['DetrForObjectDetection'], model_type: 'detr', num_queries: 5, ...three },
      {},
      'logits float32[-1,5,4], pred_boxes float32[-1,5,4]',
    ],
    [
      'boxes per query, without',
      { architectures: ['RTDetrForObjectDetection'], model_type: 'rt_detr', num_queries: 5, ...three },
      {},
      'logits float32[-1,5,3], pred_boxes float32[-1,5,4]',
    ],
    [
      'a map of classes',
      { architectures: ['SegformerForSemanticSegmentation'], model_type: 'segformer', ...three },
      {},
      'logits float32[-1,3,-1,-1]',
    ],
    [
      'patches and a class token',
      { architectures: ['ViTModel'], model_type: 'vit', image_size: 32, patch_size: 8, hidden_size: 8 },
      {},
      'last_hidden_state float32[-1,17,8]',
    ],
    [
      'what the encoder says as well',
      { architectures: ['BartForSequenceClassification'], model_type: 'bart', d_model: 8, is_encoder_decoder: true },
      {},
      'logits float32[-1,2], encoder_last_hidden_state float32[-1,-1,8]',
    ],
    [
      'pairs',
      { architectures: ['CLIPModel'], model_type: 'clip', projection_dim: 16 },
      {},
      'logits_per_image float32[-1,-1], logits_per_text float32[-1,-1], text_embeds float32[-1,16], image_embeds float32[-1,16]',
    ],
    ['nothing that is known', as('BertForSomethingElse'), {}, ''],
  ])('%s', (_what, config, arrays, outputs) => {
    expect(outputsOf(config, arrays)).toBe(outputs)
  })

  it('its type, which before transformers 5 was not taken from the file', () => {
    const model = { ...saved(BERT), 'model.safetensors': safetensorsOf({ 'classifier.weight': [2, 8] }, 'BF16') }
    expect(linesOf(inferFrom(transformers, model))[0]).toContain('(logits bfloat16[-1,2] ~type)')
  })
})

describe('sentence-transformers give', () => {
  const module = (type: string, path: string) => ({ type: `sentence_transformers.models.${type}`, path })
  const files = (pooling: object, ...more: readonly object[]) => ({
    'modules.json': [module('Transformer', ''), module('Pooling', '1_Pooling'), ...more],
    '1_Pooling/config.json': pooling,
    '2_Dense/config.json': { in_features: 8, out_features: 5 },
  })
  it.each<[string, object, readonly object[], string]>([
    ['one vector', { word_embedding_dimension: 8, pooling_mode_mean_tokens: true }, [], '[-1,8]'],
    ['several, one behind the other', { word_embedding_dimension: 8, pooling_mode_mean_tokens: true, pooling_mode_cls_token: true }, [], '[-1,16]'],
    ['what newer files call it', { embedding_dimension: 8, pooling_mode: 'mean' }, [module('Normalize', '2_Normalize')], '[-1,8]'],
    ['what a dense layer makes of it', { word_embedding_dimension: 8, pooling_mode_mean_tokens: true }, [module('Dense', '2_Dense')], '[-1,5]'],
    ['nothing certain behind a module that is not known', { word_embedding_dimension: 8 }, [module('CNN', '2_CNN')], '[-1,?]'],
  ])('%s', (_what, pooling, more, shape) => {
    expect(outputsOf(as('BertModel'), {}, files(pooling, ...more))).toBe(`sentence_embedding float32${shape}`)
  })
})

describe('what is no whole model', () => {
  const index = (name: string) => ({ weight_map: { a: name } })
  const { 'model.safetensors': weights = new Uint8Array(), 'config.json': config = new Uint8Array() } = saved(BERT)
  const json = (value: unknown) => JSON.stringify(value)
  it.each<[string, Readonly<Record<string, Uint8Array | string>>, string]>([
    [
      'an adapter',
      { 'adapter_config.json': json({ peft_type: 'LORA', base_model_name_or_path: 'a/b' }), 'adapter_model.safetensors': weights },
      'not-inferable',
    ],
    ['a pipeline', { 'model_index.json': json({ _class_name: 'StableDiffusionPipeline', unet: ['diffusers', 'UNet'] }) }, 'not-inferable'],
    ['a class that is not told', { 'config.json': json({ model_type: 'bert' }), 'model.safetensors': weights }, 'not-inferable'],
    [
      'a shard that is missing',
      { 'config.json': config, 'model.safetensors.index.json': json(index('model-00001-of-00002.safetensors')) },
      'truncated',
    ],
    ['an index without names', { 'config.json': config, 'model.safetensors.index.json': json({}) }, 'corrupt'],
    ['a configuration that ends early', { 'config.json': new TextDecoder().decode(config).slice(0, -9), 'model.safetensors': weights }, 'truncated'],
    ['weights that end early', { 'config.json': config, 'model.safetensors': weights.slice(0, -9) }, 'truncated'],
    [
      'modules without their transformer',
      { 'modules.json': json([{ type: 'sentence_transformers.models.Transformer', path: '0' }]) },
      'not-inferable',
    ],
  ])('%s is refused', (_what, files, code) => {
    expect(refusalOf(transformers, files)).toBe(code)
  })

  it('is told where it is only doubtful', () => {
    expect(warningsOf(as('FooModel', { model_type: 'foo' }))).toEqual(['transformers-type-unknown', 'transformers-head-unknown'])
    expect(warningsOf(BERT, { 'classifier.weight': [5, 8] })).toEqual(['transformers-sizes-open'])
  })

  it.each<[string, Uint8Array, string]>([
    ['arrays alone', safetensorsOf({ a: [2] }), 'not-inferable'],
    ['offsets that leave the file', fileOf('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', 4), 'truncated'],
    ['a shape that needs other bytes', fileOf('{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}', 8), 'corrupt'],
    ['a shape with text', fileOf('{"a":{"dtype":"F32","shape":["2"],"data_offsets":[0,8]}}', 8), 'corrupt'],
    ['offsets that run backwards', fileOf('{"a":{"dtype":"F32","shape":[0],"data_offsets":[8,0]}}', 8), 'corrupt'],
    ['a header of nothing', fileOf('{"a":[]}', 8), 'corrupt'],
  ])('%s in safetensors: %s', (_what, file, code) => {
    expect(refusalOf(safetensors, { 'x.safetensors': file })).toBe(code)
  })

  it('is never a crash, however it is damaged', () => {
    const model = saved(BERT, { 'classifier.weight': [2, 8] }, { 'tokenizer_config.json': { model_input_names: ['input_ids', 'attention_mask'] } })
    for (const victim of ['config.json', 'tokenizer_config.json']) expect(damageJson(transformers, model, victim, 150).contract).toBeGreaterThan(0)
    for (const victim of Object.keys(model)) expect(damage(transformers, model, victim, 150).refused).toBeGreaterThan(0)
  })
})
