"""Failed sums → whose fault they are: the document's, the reading's, or not to be told; with what would close them."""

from extractor.diagnose.diagnosis import diagnosed
from extractor.diagnose.places import rereader
from extractor.diagnose.reread import Reread, nothing

__all__ = ["Reread", "diagnosed", "nothing", "rereader"]
