# Both `make serve` and `make test` install what the machine lacks; `make` lists the targets.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help serve build precheck test test-npm test-engines test-long reproduce size supply bench bench-many bench-growth fuzz mutants lint fmt clean \
  setup setup-test setup-fuzz setup-engines setup-mutants

export PATH := $(HOME)/.cargo/bin:$(PATH)
# .cargo/config.toml and www/build.mjs look there
export CARGO_TARGET_DIR := target

wasm-of = --target wasm32-unknown-unknown --no-default-features --features wasm-$(1)
boundary := $(call wasm-of,many),author
# WebAssembly as of 2017: what the oldest browsers here read
mvp := --disable-mutable-globals --disable-saturating-float-to-int --disable-sign-extension \
  --disable-simd --disable-multi-value --disable-bulk-memory --disable-reference-types
# of `make fuzz`; `make test-long` fuzzes LONG seconds
TIME ?= 600
LONG ?= 600
# applicants
N ?= 1000000
# seconds; a machine that is busy with other things needs more
HANG ?= 1
# folders with files to begin with
SEEDS ?=
FUZZ ?= $(basename $(notdir $(wildcard tests/fuzz/fuzz_targets/*.rs)))
# files whose mutants are tried
FILES ?= $(addprefix src/,truth.rs date.rs documents.rs next.rs assess.rs pack.rs)
engines := $(CURDIR)/target/engines
heading = @printf '\n== %s\n'

help:          ## this list
	@sed -n 's/^\([a-z-]*\): .*## /\1\t/p' Makefile | expand -t 14

serve: build   ## the demo page, on this machine
	node www/serve.mjs

build: setup   ## everything that ships, in www/dist/
	node www/build.mjs

precheck: setup ## the command for offices, target/release/precheck
	cargo build --release --locked

test: setup-test ## all checks and tests but those of the npm package, of other engines and the long ones, as in CI
	$(heading) 'format and lints'
	@$(MAKE) --no-print-directory lint
	$(heading) 'what others wrote'
	@$(MAKE) --no-print-directory supply
	$(heading) 'Rust tests'
	@rm -rf target/counts
	cargo test --locked
	$(heading) 'notices'
	cargo build --release --locked
	for notice in src/notices/*/; do \
	  target/release/precheck lint $$notice && target/release/precheck test $$notice || exit 1; \
	done
	$(heading) 'build'
	node www/build.mjs
	for module in engine scan pdf author office many; do wasm-validate $(mvp) target/www/$$module.wasm || exit 1; done
	$(heading) 'boundary to JavaScript, in Chromium'
	CHROMEDRIVER=chromedriver cargo test --locked $(boundary) --test boundary
	$(heading) 'list of what others wrote'
	node --test --test-reporter=spec tests/supply/*.test.mjs
	$(heading) 'page, in Chromium'
	node --test --test-concurrency=2 --test-reporter=spec tests/browser/*.test.mjs
	$(heading) 'counts'
	@cat target/counts/*

test-npm: build ## the npm package, packed and installed: React, Vue, a bare script, types
	@www/tools/setup.sh test npm
	node www/tools/packages.mjs tests/npm
	node --test --test-reporter=spec tests/npm/*.test.mjs

test-engines: setup-engines ## old and other browsers: the same assessments, and the whole way
	$(heading) 'what others wrote'
	node www/tools/packages.mjs target/engines
	$(heading) 'build'
	node www/build.mjs
	$(heading) 'applicants'
	cargo test --locked --test reading browsers
	$(heading) 'every engine'
	node --test --test-reporter=spec tests/engines/*.test.mjs
	$(heading) 'journeys in Chromium 86 and 109'
	for version in 86 109; do \
	  CHROMIUM=$(engines)/bin/chromium-$$version PLAYWRIGHT=$(engines)/node_modules/playwright-core/index.mjs \
	    node --test tests/browser/journey.test.mjs || exit 1; \
	done
	$(heading) 'count'
	@cat target/counts/6-engines

test-long: setup-test setup-fuzz setup-mutants ## the long runs: very many applicants, every edit of the notice, all fuzz targets for LONG seconds each, mutants
	@rm -rf target/counts
	$(heading) '100,000 applicants, beside the independent reading'
	APPLICANTS=100000 cargo test --locked --test reading assessed
	$(heading) 'ten times as many properties and kinds of test'
	PROPTEST_CASES=2560 cargo test --locked --test properties --test kinds
	$(heading) 'every edit of the notice'
	MUTANTS=all cargo test --release --locked --test mutants
	$(heading) '20,000 applicants by the module and by its plain JavaScript, in Node'
	APPLICANTS=20000 cargo test --locked --test reading browsers
	cargo build --release --locked
	node www/build.mjs
	node --test --test-reporter=spec tests/engines/node.test.mjs
	$(heading) '100,000 answer codes'
	CODES=100000 node --test --test-reporter=spec tests/browser/code.test.mjs
	$(heading) 'fuzz targets'
	@$(MAKE) --no-print-directory fuzz TIME=$(LONG)
	$(heading) 'mutants of the code'
	@$(MAKE) --no-print-directory mutants
	$(heading) 'counts'
	@cat target/counts/*

reproduce: build ## builds it all again in another folder: the same bytes
	www/tools/reproduce.sh

size: build    ## what every kB of title-precheck.js is spent on
	@www/tools/setup.sh size
	node www/tools/size.mjs

supply: setup-test ## crates and npm packages: where from, under which licences, whole
	cargo deny --locked --workspace --config .cargo/deny.toml check licenses bans sources
	node www/tools/packages.mjs

bench: build   ## how long one assessment takes, and other rule engines beside this one
	@www/tools/setup.sh bench
	cargo bench --locked --bench assess
	node tests/bench/rivals/bench.mjs

bench-many: setup ## N applicants as lines, a core, beside the same rules written out by hand; N=1000000
	cargo bench --locked --bench many -- $(N)

bench-growth: build ## notices of 100, 1,000 and 10,000 criteria: sizes and times, here and in Chromium
	cargo bench --locked --bench growth
	node tests/browser/bench/growth.mjs

fuzz: setup-fuzz ## each fuzz target for TIME seconds: no panic or overflow, a second and 64 MB at most; FUZZ="pdf jpeg" for some
	@mkdir -p target/counts; rm -f target/counts/8-fuzz
	@for target in $(FUZZ); do \
	  mkdir -p target/fuzz/$$target; \
	  cargo +nightly fuzz run --fuzz-dir tests/fuzz --target-dir target/fuzz/build --sanitizer none $$target \
	    target/fuzz/$$target tests/fuzz/corpus/$$target $(SEEDS) -- -max_total_time=$(TIME) -timeout=$(HANG) -report_slow_units=1 -rss_limit_mb=64 -print_final_stats=1 \
	    >target/fuzz/$$target.log 2>&1 || { tail -n 40 target/fuzz/$$target.log | cut -c 1-200; exit 1; }; \
	  printf '%s: %s\n' $$target "$$(sed -n 's/^stat::\([a-z_]*\): */\1 /p' target/fuzz/$$target.log | paste -s -d, -)" | \
	    tee -a target/counts/8-fuzz; \
	done

# fewer applicants than usual: what a mutant changes, few show. What these do not catch (2), the tests that take longer may.
mutants: setup-mutants ## small changes of the code that decides, one after another: each is caught by a test; FILES="src/date.rs" for some
	@mkdir -p target/counts
	APPLICANTS=1700 PROPTEST_CASES=16 cargo mutants --no-times --output target $(addprefix --file ,$(FILES)) || [ $$? -eq 2 ]
	APPLICANTS=1700 PROPTEST_CASES=64 cargo mutants --no-times --iterate --profile test --output target $(addprefix --file ,$(FILES)) \
	  $(addprefix -C --test=,author many properties)
	@cd target/mutants.out && cat previously_caught.txt caught.txt | sort -u >all_caught.txt && \
	printf '%s mutants of the code: %s caught, %s missed, %s never end, %s do not compile\n' \
	  $$(cat all_caught.txt missed.txt timeout.txt unviable.txt | wc -l) $$(for of in all_caught missed timeout unviable; do wc -l <$$of.txt; done) | \
	  tee ../counts/9-mutants

lint: setup    ## formatting and lints, without changing anything
	cargo fmt --all --check
	cargo clippy --locked --all-targets --all-features -- -D warnings
	for module in engine scan pdf author office many; do cargo clippy --locked $(call wasm-of,$$module) --lib -- -D warnings || exit 1; done
	cargo clippy --locked $(boundary) --test boundary -- -D warnings

fmt: setup     ## formats the Rust code
	cargo fmt --all

clean:         ## removes everything that was built or installed here
	rm -rf target www/dist node_modules tests/out tests/npm/node_modules tests/npm/out tests/bench/rivals/node_modules

setup:
	@www/tools/setup.sh

setup-fuzz:
	@www/tools/setup.sh fuzz

setup-test:
	@www/tools/setup.sh test

setup-engines:
	@www/tools/setup.sh engines

setup-mutants:
	@www/tools/setup.sh mutants
