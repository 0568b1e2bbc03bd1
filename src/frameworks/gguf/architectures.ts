/**
 * Architectures that llama.cpp runs, by what they give. Source: src/llama-arch.cpp LLM_ARCH_NAMES; models with `causal_attn = false` and no output head
 * (src/llama-model.cpp) embed.
 */
export const EMBEDDERS: ReadonlySet<string> = new Set([
  ...['bert', 'modern-bert', 'nomic-bert', 'nomic-bert-moe', 'neo-bert', 'jina-bert-v2', 'jina-bert-v3', 'eurobert', 'gemma-embedding', 't5encoder'],
])

export const LANGUAGE_MODELS: ReadonlySet<string> = new Set([
  ...['llama', 'llama4', 'deci', 'falcon', 'grok', 'gpt2', 'gptj', 'gptneox', 'mpt', 'baichuan', 'starcoder', 'refact', 'bloom', 'stablelm'],
  ...['qwen', 'qwen2', 'qwen2moe', 'qwen2vl', 'qwen3', 'qwen3moe', 'qwen3next', 'qwen3vl', 'qwen3vlmoe', 'phi2', 'phi3', 'phimoe', 'plamo', 'plamo2'],
  ...['codeshell', 'orion', 'internlm2', 'minicpm', 'minicpm3', 'gemma', 'gemma2', 'gemma3', 'gemma3n', 'starcoder2', 'mamba', 'mamba2', 'jamba'],
  ...[
    'falcon-h1',
    'xverse',
    'command-r',
    'cohere2',
    'dbrx',
    'olmo',
    'olmo2',
    'olmoe',
    'openelm',
    'arctic',
    'deepseek',
    'deepseek2',
    'chatglm',
    'glm4',
  ],
  ...['glm4moe', 'bitnet', 'jais', 'nemotron', 'nemotron_h', 'exaone', 'exaone4', 'rwkv6', 'rwkv6qwen2', 'rwkv7', 'arwkv7', 'granite', 'granitemoe'],
  ...['granitehybrid', 'chameleon', 'plm', 'bailingmoe', 'bailingmoe2', 'dots1', 'arcee', 'ernie4_5', 'ernie4_5-moe', 'hunyuan-moe', 'hunyuan-dense'],
  ...['smollm3', 'gpt-oss', 'lfm2', 'lfm2moe', 'dream', 'llada', 'llada-moe', 'seed_oss', 'grovemoe', 'apertus', 'minimax-m2', 'cogvlm', 'mistral3'],
])
