"Training with fastai"
import warnings
warnings.filterwarnings('ignore', message='.*torch.jit.script.*')   # fastai's own, on importing
