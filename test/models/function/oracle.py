"""Prints what cog and FastAPI themselves say about a case (their OpenAPI schemas), to be compared with test/frameworks/function/index.test.ts."""
import importlib.util, json, os, sys
here=os.path.dirname(os.path.abspath(sys.argv[1])) if len(sys.argv)>1 else '.'
case=sys.argv[1]
sys.path.insert(0,case); os.chdir(case)
def load(path):
    spec=importlib.util.spec_from_file_location(os.path.basename(path)[:-3],path); m=importlib.util.module_from_spec(spec); sys.modules[spec.name]=m; spec.loader.exec_module(m); return m
JSON={'string':'string','integer':'int64','number':'float64','boolean':'bool'}
def value(s,defs):
    if '$ref' in s: return value(defs[s['$ref'].split('/')[-1]],defs)
    if 'allOf' in s and len(s['allOf'])==1: return value(s['allOf'][0],defs)
    if 'anyOf' in s:
        rest=[x for x in s['anyOf'] if x.get('type')!='null']
        if len(rest)==1: return dict(value(rest[0],defs),nullable=True) if len(rest)<len(s['anyOf']) else value(rest[0],defs)
        return {}
    if 'enum' in s and 'type' not in s: return {}
    t=s.get('type')
    if t=='string':
        return {'type':{'date':'date','date-time':'timestamp','binary':'bytes'}.get(s.get('format'),'string'),'shape':[]}
    if t in JSON: return {'type':JSON[t],'shape':[]}
    if t=='array':
        if 'prefixItems' in s: return {}
        i=value(s.get('items',{}),defs); i.pop('nullable',None)
        n=s['minItems'] if 'minItems' in s and s.get('minItems')==s.get('maxItems') else -1
        if 'shape' in i: return {'type':i['type'],'shape':[n]+i['shape']}
        return {'sequence':i} if i else {}
    if t=='object' and 'properties' in s: return {'struct':fields(s,defs)}
    if t=='object' and isinstance(s.get('additionalProperties'),dict): 
        return {'map':{'key':'string','value':value(s['additionalProperties'],defs)}}
    return {}
def fields(s,defs):
    out={}
    for k,p in s['properties'].items():
        v=value(p,defs); n=v.pop('nullable',False)
        if k not in s.get('required',[]) or n: v['optional']=True   # null is allowed: see the test
        if k in s.get('required',[]) and n: v['nullableOnly']=True
        out[k]=v
    return out
kind=sys.argv[2]
if kind=='cog':
    import cog.predictor as cp
    ref=[l.split('"')[1] for l in open('cog.yaml') if l.startswith('predict')][0]
    f,n=ref.split(':'); m=load(f); p=cp.get_predictor(m,n) if hasattr(cp,'get_predictor') else getattr(m,n)()
    from pydantic import BaseModel
    I=cp.get_input_type(p).model_json_schema(); O=cp.get_output_type(p).model_json_schema()
    d=O.get('$defs',{}); 
    o=value({k:v for k,v in O.items() if k!='$defs'},d)
    print(json.dumps({'signatures':{'predict':{'inputs':fields(I,I.get('$defs',{})) if I.get('properties') else {}, 'outputs':{'output':o}}}},indent=1))
else:
    m=load(sys.argv[3]); api=m.app.openapi(); defs=api.get('components',{}).get('schemas',{})
    sig={}
    for path,ops in api['paths'].items():
        if 'post' not in ops: continue
        op=ops['post']; name=next(r.endpoint.__name__ for r in m.app.routes if r.path==path)
        ins={}
        for q in op.get('parameters',[]):
            v=value(q['schema'],defs); 
            if not q.get('required'): v['optional']=True
            ins[q['name']]=v
        body=op.get('requestBody')
        if body:
            sch=list(body['content'].values())[0]['schema']
            r=sch
            while '$ref' in r: r=defs[r['$ref'].split('/')[-1]]
            if 'properties' in r: ins.update(fields(r,defs))
            else: ins['*body*']=value(r,defs)
        out=list(op['responses'].values())[0]['content']['application/json']['schema']
        sig[name]={'inputs':ins,'output':value(out,defs)}
    print(json.dumps({'signatures':sig},indent=1))
