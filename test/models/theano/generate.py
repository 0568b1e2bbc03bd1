"""Writes graphs as Theano pickles them, with classes of the same names and attributes: Theano itself no longer installs. Run by hand: python3 generate.py"""
import os, pickle, struct, sys, types

HERE = os.path.dirname(__file__)


def make(path):
    module, name = path.rsplit('.', 1)
    parts = module.split('.')
    for i in range(1, len(parts) + 1):
        sys.modules.setdefault('.'.join(parts[:i]), types.ModuleType('.'.join(parts[:i])))
    cls = type(name, (), {'__module__': module, '__init__': lambda self, **state: self.__dict__.update(state)})
    setattr(sys.modules[module], name, cls)
    return cls


class Array:
    """An array as NumPy pickles it."""
    def __init__(self, shape, size=4):
        self.shape, self.size = shape, size

    def __reduce__(self):
        count = 1
        for n in self.shape:
            count *= n
        kind = NumpyDtype('f%d' % self.size)
        return RECONSTRUCT, (NDARRAY, (0,), b'b'), (1, self.shape, kind, False, struct.pack('<%df' % count, *[0.5] * count))


class NumpyDtype:
    def __init__(self, code):
        self.code = code

    def __reduce__(self):
        return DTYPE, (self.code, False, True), (3, '<', None, None, None, -1, -1, 0)


def function(path):
    module, name = path.rsplit('.', 1)
    make(path)
    f = lambda *a: None
    f.__module__, f.__qualname__, f.__name__ = module, name, name
    setattr(sys.modules[module], name, f)
    return f


RECONSTRUCT = function('numpy.core.multiarray._reconstruct')
DTYPE = make('numpy.dtype')
NDARRAY = make('numpy.ndarray')
FUNCTION = function('theano.compile.function_module._constructor_Function')
VAR, SHARED = make('theano.tensor.var.TensorVariable'), make('theano.tensor.sharedvar.TensorSharedVariable')
TYPE, APPLY = make('theano.tensor.type.TensorType'), make('theano.gof.graph.Apply')
CONTAINER, MAKER = make('theano.gof.link.Container'), make('theano.compile.function_module.FunctionMaker')
IN, OUT = make('theano.compile.io.In'), make('theano.compile.io.SymbolicOutput')
DOT, ELEMWISE, SHUFFLE = make('theano.tensor.basic.Dot'), make('theano.tensor.elemwise.Elemwise'), make('theano.tensor.elemwise.DimShuffle')
SUM, ODD = make('theano.tensor.elemwise.Sum'), make('theano.tensor.extra.Odd')
CONV, POOL = make('theano.tensor.nnet.abstract_conv.AbstractConv2d'), make('theano.tensor.signal.pool.Pool')


def tensor(rank, name=None, dtype='float32', ones=()):
    broadcastable = tuple(i in ones for i in range(rank))
    return VAR(type=TYPE(dtype=dtype, broadcastable=broadcastable), name=name, owner=None, index=None)


def shared(shape, name=None):
    kind = TYPE(dtype='float32', broadcastable=tuple(False for _ in shape))
    return SHARED(type=kind, name=name, owner=None, index=None, container=CONTAINER(type=kind, storage=[Array(shape)]))


def apply(op, inputs, output):
    output.owner, output.index = APPLY(op=op, inputs=inputs, outputs=[output]), 0
    return output


def compiled(inputs, outputs, carried=()):
    listed = [i if isinstance(i, IN) else IN(variable=i, name=i.name, value=None, implicit=False, shared=False) for i in inputs]
    listed += [IN(variable=s, name=s.name, value=s.container, implicit=True, shared=True) for s in carried]
    return Compiled(MAKER(inputs=listed, outputs=[OUT(variable=o, borrow=False) for o in outputs], mode='cvm'))


class Compiled:
    def __init__(self, maker):
        self.maker = maker

    def __reduce__(self):
        return FUNCTION, (self.maker, [], [])


def save(name, value, protocol=2):
    with open(os.path.join(HERE, name + '.pkl'), 'wb') as file:
        pickle.dump(value, file, protocol)


def layer(x, rows, columns, name=None):
    w, b = shared((rows, columns), 'W'), shared((columns,), 'b')
    product = apply(DOT(), [x, w], tensor(2))
    row = apply(SHUFFLE(new_order=('x', 0)), [b], tensor(2, ones=(0,)))
    return apply(ELEMWISE(), [product, row], tensor(2, name)), [w, b]


x = tensor(2, 'x')
y, weights = layer(x, 5, 3)
save('mlp', compiled([x], [y], weights))

x = tensor(2)
y, weights = layer(x, 5, 3, 'scores')
save('unnamed', compiled([x, tensor(0, dtype='int64')], [y, apply(SUM(axis=None), [y], tensor(0))], weights))

x = tensor(2, 'x')
y, weights = layer(x, 4, 2)
scale = tensor(0, 'scale')
save('default', compiled([x, IN(variable=scale, name='scale', value=2.0, implicit=False, shared=False)], [y], weights))

a, b = tensor(2, 'a'), tensor(2, 'b')
y, weights = layer(a, 7, 3)
save('graph', {'inputs': [a, b], 'outputs': [apply(ELEMWISE(), [y, b], tensor(2))]}, 0)

image = tensor(4, 'image')
hidden = apply(CONV(border_mode='valid', subsample=(1, 1), filter_dilation=(1, 1)), [image, shared((8, 3, 3, 3), 'F')], tensor(4))
save('conv', [image, apply(POOL(ds=(2, 2), st=(2, 2), padding=(0, 0), ignore_border=True), [hidden], tensor(4))])

x = tensor(2, 'x')
save('odd', [[x], [apply(ODD(), [x], tensor(2))]])
save('weights', [shared((5, 3), 'W')])
x, z = tensor(2, 'x'), tensor(2, 'z')
y, weights = layer(x, 5, 3)
v, more = layer(z, 6, 2)
save('several', {'predict': compiled([x], [y], weights), 'encode': compiled([z], [v], more)})


class Bound:
    """getattr(type, name), as a bound method is pickled."""
    def __init__(self, name):
        self.name = name

    def __reduce__(self):
        return getattr, (tensor(1).type, self.name)


x = tensor(2, 'x')
y, weights = layer(x, 5, 3)
weights[0].container.filter = Bound('filter')
save('bound-method', compiled([x], [y], weights))
weights[0].container.filter = Bound('other')
save('other-getattr', compiled([x], [y], weights))
