# make demo | make test: each enough by itself on a fresh clone. Everything goes into .venv; wheels and the model are cached outside.
PYTHON ?= $(firstword $(shell command -v python3.11) python3)
BIN := .venv/bin
READY := .venv/.ready
LAWFUL := src tests eval golden
export CMAKE_BUILD_PARALLEL_LEVEL ?= 2

.PHONY: demo test check install model eval-ci lock schema screenshots clean
.DEFAULT_GOAL := install

install: $(READY)

$(READY): requirements.lock pyproject.toml
	@command -v g++ >/dev/null && command -v make >/dev/null || { echo "需要 C++ 编译器（llama-cpp-python 要编译）：apt-get install g++ make"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新：make PYTHON=/path/to/python3.11"; exit 2; }
	$(PYTHON) -m venv .venv
	@echo "安装依赖；首次要编译 llama-cpp-python，约 3–8 分钟，以后用缓存"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

model: $(READY)
	@$(BIN)/extractor model status >/dev/null 2>&1 || $(BIN)/extractor model pull

# A digital PDF and a scan of the same document: records, what each took, and the score against the labels.
demo: model
	$(BIN)/extractor run golden/000/source.pdf golden/000/scan.pdf --out out/demo
	$(BIN)/extractor show out/demo/source.json out/demo/scan.json
	$(BIN)/python -m eval record --case 000 out/demo/source.json out/demo/scan.json

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check $(LAWFUL)
	$(BIN)/ruff format --check $(LAWFUL)
	$(BIN)/mypy $(LAWFUL)
	$(BIN)/lint-imports

# opencv-python would need display libraries: the headless build, which pymupdf4llm brings, serves rapidocr as well.
lock: $(READY)
	printf 'opencv-python; python_version < "0"\n' > .venv/overrides.txt
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra golden --override .venv/overrides.txt --generate-hashes \
	  --no-emit-index-url --no-header --python-version 3.11 -o requirements.lock

# The small fixed suite against the accepted run: fails where leaves got worse beyond doubt. Report and JUnit XML in out/eval.
eval-ci: model
	$(BIN)/python -m eval ci --out out/eval

schema: $(READY)
	$(BIN)/python -c 'import json; from extractor.record import Record; print(json.dumps(Record.model_json_schema(mode="serialization"), ensure_ascii=False, indent=1))' > .venv/schema.json
	mv .venv/schema.json src/extractor/record.schema.json

# The pictures of the README, from golden documents. Needs: apt-get install chromium fonts-noto-cjk
screenshots: $(READY)
	$(BIN)/python -m tests.browser.pictures

clean:
	rm -rf .venv out build dist .mypy_cache .ruff_cache .pytest_cache
