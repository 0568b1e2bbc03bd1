"""Writes the models beside this file (pip install jax==0.10.2). Never run by the tests."""
import pathlib
import jax
import jax.numpy as jnp
from jax import export

HERE = pathlib.Path(__file__).parent
jax.config.update('jax_enable_x64', True)


def save(name, function, *args, **kwargs):
    exported = export.export(jax.jit(function))(*args, **kwargs)
    (HERE / f'{name}.jax').write_bytes(exported.serialize())
    return exported


b, s = export.symbolic_shape('b, s')
f32 = lambda *shape: jax.ShapeDtypeStruct(shape, jnp.float32)
save('plain', lambda x: x * 2, f32(2, 4))
save('symbols', lambda x, y: jnp.concatenate([x, y]), f32(b, 4), f32(s, 4))
save('pytree', lambda inputs: {'logits': inputs['image'].sum((1, 2)), 'ids': inputs['ids'] + 1},
     {'image': f32(b, 2, 2), 'ids': jax.ShapeDtypeStruct((b,), jnp.int64)})
save('nested', lambda p: [p['a'][0], {'deep': p['a'][1]['c']}], {'a': [f32(2), {'c': jax.ShapeDtypeStruct((3,), jnp.int32)}]})
save('keyword', lambda x, *, scale: (x * scale, x > scale), f32(b, 3), scale=f32())
lowered = save('types', lambda x: (x.astype(jnp.bfloat16), x.astype(jnp.uint8), x.astype(jnp.complex64)), f32(4))
(HERE / 'types.mlir').write_text(lowered.mlir_module())
dynamic = export.export(jax.jit(lambda x: x.sum(1)))(f32(b, 4))
(HERE / 'dynamic.mlir').write_text(dynamic.mlir_module())
