"""The model in memory: tokens in, log-probabilities out. Only the child imports this module: it loads llama.cpp."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import llama_cpp as lc
import numpy as np
from llama_cpp._logger import set_verbose
from llguidance import LLTokenizer
from llguidance.llamacpp import lltokenizer_from_vocab
from numpy.typing import NDArray

from extractor.llm.local.batch import BATCH, OUTPUTS, SEQUENCES, Item, batches

__all__ = ["Engine", "Logits", "log_normaliser"]

Logits: TypeAlias = NDArray[np.float32]


def log_normaliser(row: Logits) -> float:
    """The logarithm of the sum of exponentials: subtract it from a logit for the log-probability."""
    top = float(row.max())
    return top + float(np.log(np.exp(row - top).sum(dtype=np.float64)))


@dataclass
class Engine:
    """One model and one context, whose memory all sequences share."""

    path: str
    context: int
    threads: int

    def __post_init__(self) -> None:
        set_verbose(False)
        lc.llama_backend_init()
        self._model = lc.llama_model_load_from_file(self.path.encode(), _model_params())
        if not self._model:
            raise RuntimeError(f"cannot load {self.path}")
        self._vocab = lc.llama_model_get_vocab(self._model)
        self._size = lc.llama_vocab_n_tokens(self._vocab)
        params = lc.llama_context_default_params()
        params.n_ctx, params.n_batch, params.n_ubatch = self.context, BATCH, BATCH
        params.n_seq_max, params.n_outputs_max, params.kv_unified = SEQUENCES, OUTPUTS, True
        params.n_threads = params.n_threads_batch = self.threads
        self._context = lc.llama_init_from_model(self._model, params)
        if not self._context:
            raise RuntimeError(f"not enough memory for a context of {self.context} tokens")
        self._memory = lc.llama_get_memory(self._context)
        self._batch = lc.llama_batch_init(BATCH, 0, SEQUENCES)
        self._buffer = ctypes.create_string_buffer(256)

    @cached_property
    def guide(self) -> LLTokenizer:
        """The tokenizer that constrained decoding wants; it takes most of a second."""
        return lltokenizer_from_vocab(self._vocab)

    @cached_property
    def quotes(self) -> NDArray[np.int64]:
        """The tokens that begin with a double quote, all of which end a JSON string."""
        starts = (i for i in range(self._size) if self._piece(i).startswith(b'"'))
        return np.fromiter(starts, dtype=np.int64)

    def _piece(self, token: int) -> bytes:
        count = lc.llama_token_to_piece(self._vocab, token, self._buffer, len(self._buffer), 0, False)
        return self._buffer.raw[: max(0, count)]

    def tokens(self, text: str, *, special: bool = False) -> list[int]:
        """The tokens of `text`. Without `special`, what looks like a control token is plain text."""
        data = text.encode()
        found = (lc.llama_token * (len(data) + 8))()
        count = lc.llama_tokenize(self._vocab, data, len(data), found, len(found), False, special)
        if count < 0:
            raise RuntimeError(f"cannot tokenize {len(data)} bytes")
        return list(found[:count])

    def text(self, tokens: Sequence[int]) -> str:
        """The text of `tokens`; raises UnicodeDecodeError where they end inside a character."""
        return b"".join(map(self._piece, tokens)).decode()

    def copy(self, source: int, target: int) -> None:
        """Makes `target` go on from what `source` holds."""
        lc.llama_memory_seq_cp(self._memory, source, target, -1, -1)

    def cut(self, sequence: int, start: int = 0) -> None:
        """Forgets what `sequence` holds from position `start` on."""
        if not lc.llama_memory_seq_rm(self._memory, sequence, start, -1):
            raise RuntimeError(f"cannot cut sequence {sequence} at {start}")

    def clear(self) -> None:
        """Forgets everything."""
        lc.llama_memory_clear(self._memory, False)

    def save(self, sequence: int) -> bytes:
        """What `sequence` holds."""
        size = lc.llama_state_seq_get_size(self._context, sequence)
        state = (ctypes.c_uint8 * size)()
        if lc.llama_state_seq_get_data(self._context, state, size, sequence) != size:
            raise RuntimeError(f"cannot save sequence {sequence}")
        return bytes(state)

    def restore(self, sequence: int, state: bytes) -> None:
        """Makes `sequence` hold what was saved."""
        data = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        if lc.llama_state_seq_set_data(self._context, data, len(state), sequence) == 0:
            raise RuntimeError(f"cannot restore sequence {sequence}")

    def evaluate(self, items: Sequence[Item], use: Callable[[int, Logits], None] | None = None) -> None:
        """Evaluates the items in order; hands `use` the place of each wanted one and the logits of what follows it."""
        for start, part in batches(items):
            self._fill(part)
            code = lc.llama_decode(self._context, self._batch)
            if code != 0:
                raise RuntimeError(f"llama_decode returned {code} for {len(part)} tokens")
            for i, item in enumerate(part):
                if item.wanted and use is not None:
                    row = lc.llama_get_logits_ith(self._context, i)
                    use(start + i, np.ctypeslib.as_array(row, shape=(self._size,)))

    def _fill(self, items: Sequence[Item]) -> None:
        batch = self._batch
        batch.n_tokens = len(items)
        for i, item in enumerate(items):
            batch.token[i], batch.pos[i], batch.logits[i] = item.token, item.position, item.wanted
            batch.n_seq_id[i] = len(item.sequences)
            for k, sequence in enumerate(item.sequences):
                batch.seq_id[i][k] = sequence


def _model_params() -> lc.llama_model_params:
    """The defaults, but without repacked weights where they would be multiplied by AMX.

    That code leaves part of its tile configuration to chance and dies with a general protection fault, depending on compiler
    and processor (ggml-org/llama.cpp#20824, #26954).
    """
    params = lc.llama_model_default_params()
    params.use_extra_bufts = b"AMX_INT8 = 1" not in lc.llama_print_system_info()
    return params
