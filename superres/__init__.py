"Super-resolution and restoration, taught by building it, and good enough to use"
__version__ = "0.1.0"

_lazy = dict(upscale='running.engine', restore='running.engine', Upscaler='running.engine', load_model='zoo.load',
             read_image='images.files')

def __getattr__(name):
    "What everybody wants, imported when it is asked for: `import superres` itself costs nothing"
    if name not in _lazy: raise AttributeError(f"module 'superres' has no attribute {name!r}")
    from importlib import import_module
    value = getattr(import_module(f'superres.{_lazy[name]}'), name)
    globals()[name] = value
    return value

def __dir__(): return sorted({*globals(), *_lazy})

def _command():
    "The command `superres`, also where Ctrl-C comes before it is imported: then there is nothing to say"
    try:
        from importlib import import_module
        import_module('superres.apps.cli').main()
    except KeyboardInterrupt: raise SystemExit(130) from None
