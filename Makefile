# minwon: `make help` lists the targets. GNU make and a C11 compiler.

PREFIX = /usr/local
DESTDIR =
BINDIR = $(PREFIX)/bin
MANDIR = $(PREFIX)/share/man
COMPDIR = $(PREFIX)/share
CC = cc
HOSTCC = $(CC)
# Functions on cache lines: without it every change of a file elsewhere moves the
# loops, and the speed by some per cent.
OPTIMIZE = -O2 -falign-functions=64
CFLAGS = $(OPTIMIZE) -g
HOSTCFLAGS = -O2
LDFLAGS =
# For a packager to replace; the sanitizer and coverage builds drop them.
HARDENING = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
LDHARDENING = -pie -Wl,-z,relro,-z,now
# Everything that is built lies below here: `make B=build/other` clashes with
# no other build.
B = build

WARNINGS = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
    -Wsign-conversion -Wstrict-prototypes -Wmissing-prototypes \
    -Wold-style-definition -Wcast-qual -Wcast-align -Wwrite-strings \
    -Wpointer-arith -Wundef -Wvla -Wformat=2 \
    -Wdouble-promotion -Wnull-dereference -Wswitch-enum
DEFINES = -D_POSIX_C_SOURCE=200809L
BASE_CFLAGS = $(WARNINGS) $(DEFINES) -Isrc -MMD -MP
ALL_CFLAGS = $(BASE_CFLAGS) $(HARDENING) $(CFLAGS)
# Ordinary tests cross every boundary when blocks are tiny.
TINY = -DARENA_BLOCK=16 -DINPUT_CHUNK=3 -DSCAN_BLOCK=5
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all \
    -fno-omit-frame-pointer
FUZZ_SECONDS = 60

# What the product and the host programs share: bytes in, values out.
CORE = arena utf8 cp949 decode norm diag names rule_parse rule_compile \
    trie_build match find score decide
# The edge: files, arguments, output.
EDGE = route input table options print rules_load scan why check against \
    labelled trial compare list
HAND_RULES = $(filter-out %/90-fitted.rules,$(RULES))
RULES = $(sort $(wildcard src/rules/*.rules))
CORPUS = $(filter-out %/floors.tsv,$(sort $(wildcard tests/corpus/*.tsv)))
UNIT = $(sort $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/test_*.c)))
FUZZ = $(sort $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c)))
SHELLS = bash zsh fish
PAGES = minwon.1 minwon-rules.5 ko/minwon.1 ko/minwon-rules.5

PARTS_OBJ = $(CORE:%=$(B)/obj/%.o) $(EDGE:%=$(B)/obj/%.o)
TINY_OBJ = $(CORE:%=$(B)/tiny/%.o) $(EDGE:%=$(B)/tiny/%.o)
HOST_OBJ = $(CORE:%=$(B)/host/%.o)
BUILTIN = $(B)/obj/builtin.o

all: $(B)/minwon

.DELETE_ON_ERROR:

# Only what matters is printed; V=1 shows every command.
ifeq ($(V),)
.SILENT:
endif

.SECONDARY:

$(B)/minwon: $(PARTS_OBJ) $(B)/obj/main.o $(BUILTIN)
	$(CC) $(CFLAGS) $(LDHARDENING) $(LDFLAGS) -o $@ $^

$(B)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(B)/tiny/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(TINY) -c -o $@ $<

$(B)/host/%.o: src/%.c
	@mkdir -p $(@D)
	$(HOSTCC) $(BASE_CFLAGS) $(HOSTCFLAGS) -c -o $@ $<

$(B)/host/mkrules: $(HOST_OBJ) $(B)/host/mk/mkrules.o $(B)/host/mk/rule_emit.o
	$(HOSTCC) $(HOSTCFLAGS) -o $@ $^

FIT = fit fit_corpus fit_stems fit_learn fit_report fit_keywords
$(B)/host/fit: $(HOST_OBJ) $(B)/host/scan.o $(FIT:%=$(B)/host/mk/%.o)
	$(HOSTCC) $(HOSTCFLAGS) -o $@ $^ -lm

$(B)/host/mkcp949: $(B)/host/mk/mkcp949.o
	$(HOSTCC) $(HOSTCFLAGS) -o $@ $^

$(B)/gen/builtin.c: $(B)/host/mkrules $(RULES)
	@mkdir -p $(@D)
	$(B)/host/mkrules $(RULES) > $@.tmp
	mv $@.tmp $@

# Tables of numbers: warnings have nothing to say, debugging either.
$(BUILTIN): $(B)/gen/builtin.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -Isrc $(HARDENING) $(CFLAGS) -g0 -c -o $@ $<

# ---- tests -----------------------------------------------------------------

$(B)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(B)/tests/test_%: $(B)/tests/unit/test_%.o $(PARTS_OBJ) $(BUILTIN)
	$(CC) $(CFLAGS) $(LDHARDENING) $(LDFLAGS) -o $@ $^ -lcmocka

$(B)/tests/tiny_test_%: $(B)/tests/unit/test_%.o $(TINY_OBJ) $(BUILTIN)
	$(CC) $(CFLAGS) $(LDHARDENING) $(LDFLAGS) -o $@ $^ -lcmocka

$(B)/tests/fuzz_%: $(B)/tests/fuzz/fuzz_%.o $(B)/tests/fuzz/driver.o \
    $(PARTS_OBJ) $(BUILTIN)
	$(CC) $(CFLAGS) $(LDHARDENING) $(LDFLAGS) -o $@ $^

# Each line below prints one line when all is well, and stops when not. A
# folder below tests/ takes part by having a run.sh that is given the program.
SUITES = $(filter-out tests/bench/run.sh tests/unit/run.sh tests/fuzz/run.sh, \
    $(sort $(wildcard tests/*/run.sh)))
UNIT_BIN = $(UNIT:%=$(B)/tests/%) $(UNIT:%=$(B)/tests/tiny_%)
SUITE_LOGS = $(SUITES:tests/%/run.sh=check-%)

check: check-unit $(SUITE_LOGS) check-fuzz

check-unit: $(UNIT_BIN)
	@sh tests/unit/run.sh $^

check-fuzz: $(FUZZ:%=$(B)/tests/%)
	@sh tests/fuzz/run.sh $^

check-corpus: $(B)/host/fit

$(SUITE_LOGS): check-%: $(B)/minwon
	@sh tests/$*/run.sh $(B)/minwon

asan:
	CROSS=0 $(MAKE) B=$(B)/asan CFLAGS='-O1 -g $(SANITIZE)' HARDENING= \
	    LDHARDENING= check

cover:
	CROSS=0 $(MAKE) B=$(B)/cover CFLAGS='-O0 -g --coverage' HARDENING= \
	    LDHARDENING= check
	gcovr -r . --object-directory $(B)/cover/obj -e src/mk -e '.*builtin' \
	    --sort-percentage --print-summary $(B)/cover/obj

# Fuzzing proper, with clang; `check` only replays the seeds.
fuzz:
	$(MAKE) B=$(B)/fuzz CC=clang HARDENING= LDHARDENING= \
	    CFLAGS='-O1 -g -fsanitize=fuzzer-no-link $(SANITIZE)' \
	    $(FUZZ:%=$(B)/fuzz/lib%)
	@for target in $(FUZZ:fuzz_%=%); do mkdir -p $(B)/fuzz/found/$$target; \
	    echo "fuzz: $$target for $(FUZZ_SECONDS) seconds"; \
	    $(B)/fuzz/libfuzz_$$target -max_total_time=$(FUZZ_SECONDS) \
	    -timeout=10 -rss_limit_mb=4096 -verbosity=0 -print_final_stats=1 \
	    -artifact_prefix=$(B)/fuzz/found/$$target- \
	    $(B)/fuzz/found/$$target tests/fuzz/seeds/$$target || exit 1; done

$(B)/libfuzz_%: $(B)/tests/fuzz/fuzz_%.o $(PARTS_OBJ) $(BUILTIN)
	$(CC) $(CFLAGS) -fsanitize=fuzzer -o $@ $^

lint: all
	@CC='$(CC)' FLAGS='$(WARNINGS) $(DEFINES) -Isrc' B='$(B)' \
	    sh tests/lint/lint.sh

# BENCH_SHORT=1 takes a minute, without it ten.
bench: all
	@CC='$(CC)' sh tests/bench/run.sh $(B)/minwon

# Instructions, against the recorded figures; the second writes them down.
bench-guard: all
	@CC='$(CC)' sh tests/bench/instructions.sh $(B)/minwon

bench-record: all
	@CC='$(CC)' sh tests/bench/instructions.sh $(B)/minwon --record

# ---- generated sources -------------------------------------------------------

fit: $(B)/host/fit
	$(B)/host/fit $(FIT_FLAGS) -o src/rules/90-fitted.rules \
	    $(HAND_RULES) -- $(CORPUS)

# Keywords of sets that never hit, that one text has, that contradict.
keywords: $(B)/host/fit
	$(B)/host/fit -R $(HAND_RULES) -- $(CORPUS)

tables: $(B)/host/mkcp949
	$(B)/host/mkcp949 > $(B)/cp949_data.h
	mv $(B)/cp949_data.h src/tables/cp949_data.h

# ---- releases ------------------------------------------------------------------

STATIC_CC = $(if $(shell command -v musl-gcc),musl-gcc,$(CC))
static:
	$(MAKE) B=$(B)/static CC=$(STATIC_CC) HOSTCC=$(HOSTCC) CFLAGS='$(OPTIMIZE)' \
	    HARDENING= LDHARDENING= LDFLAGS=-static all

install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 \
	    $(DESTDIR)$(MANDIR)/man5 $(DESTDIR)$(MANDIR)/ko/man1 \
	    $(DESTDIR)$(MANDIR)/ko/man5 $(dir $(COMPLETIONS))
	install -m 755 $(B)/minwon $(DESTDIR)$(BINDIR)/minwon
	for page in $(wildcard $(PAGES:%=man/%)); do \
	    lang=$${page#man/}; lang=$${lang%minwon*}; install -m 644 $$page \
	    $(DESTDIR)$(MANDIR)/$${lang}man$${page##*.}/ || exit 1; done
	set -- $(COMPLETIONS); for shell in $(SHELLS); do \
	    $(B)/minwon --completion=$$shell > $$1 || exit 1; shift; done

COMPLETIONS = \
    $(DESTDIR)$(COMPDIR)/bash-completion/completions/minwon \
    $(DESTDIR)$(COMPDIR)/zsh/site-functions/_minwon \
    $(DESTDIR)$(COMPDIR)/fish/vendor_completions.d/minwon.fish

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/minwon $(COMPLETIONS) \
	    $(DESTDIR)$(MANDIR)/man1/minwon.1 \
	    $(DESTDIR)$(MANDIR)/man5/minwon-rules.5 \
	    $(DESTDIR)$(MANDIR)/ko/man1/minwon.1 \
	    $(DESTDIR)$(MANDIR)/ko/man5/minwon-rules.5

VERSION = $(shell sed -n 's/^\#define VERSION "\(.*\)"/\1/p' src/main.c)
dist:
	@mkdir -p $(B)
	git archive --prefix=minwon-$(VERSION)/ HEAD | gzip -n9 \
	    > $(B)/minwon-$(VERSION).tar.gz

help:
	@echo 'all        build $(B)/minwon (the default)'
	@echo 'check      unit, command, rule, corpus and document tests'
	@echo 'lint       layers, headers, manual pages, shell, prose'
	@echo 'asan       check, with address and undefined sanitizers'
	@echo 'cover      check, with a table of what it reached (gcovr)'
	@echo 'fuzz       $(FUZZ_SECONDS) seconds of libFuzzer for each target (clang)'
	@echo 'bench      ratios to the peers that are there'
	@echo 'bench-guard  instructions, against the recorded figures'
	@echo 'static     $(B)/static/minwon, with musl when it is there'
	@echo 'fit        fit src/rules/90-fitted.rules to tests/corpus'
	@echo 'keywords   keywords of sets that never hit or contradict'
	@echo 'tables     make src/tables again from the C library'
	@echo 'install    to $$DESTDIR$$PREFIX; uninstall takes it away'
	@echo 'dist       a source archive of the last commit'
	@echo 'clean      remove $(B)'
	@echo 'variables: B CC CFLAGS LDFLAGS HARDENING LDHARDENING PREFIX DESTDIR'

clean:
	rm -rf $(B)

-include $(wildcard $(B)/obj/*.d $(B)/tiny/*.d $(B)/host/*.d \
    $(B)/host/mk/*.d $(B)/tests/*/*.d)

.PHONY: all check check-unit check-fuzz $(SUITE_LOGS) asan cover fuzz lint \
    bench bench-guard bench-record fit keywords tables static install uninstall dist help clean
