# minwon: `make help` lists the targets. GNU make.

PREFIX = /usr/local
DESTDIR =
MANDIR = $(PREFIX)/share/man
CC = cc
HOSTCC = $(CC)
CFLAGS = -O2 -g
LDFLAGS =
B = build

WARNINGS = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
    -Wsign-conversion -Wstrict-prototypes -Wmissing-prototypes \
    -Wold-style-definition -Wcast-qual -Wcast-align -Wwrite-strings \
    -Wpointer-arith -Wundef -Wvla -Wformat=2 \
    -Wdouble-promotion -Wnull-dereference -Wswitch-enum
DEFINES = -D_POSIX_C_SOURCE=200809L
ALL_CFLAGS = $(WARNINGS) $(DEFINES) -Isrc $(CFLAGS)

# What the product and the host programs share: bytes in, values out.
CORE = arena utf8 cp949 decode norm diag rule_parse rule_compile trie_build \
    match score decide
# The edge: files, arguments, output.
EDGE = route input table options print rules_load tools main
RULES = $(sort $(wildcard src/rules/*.rules))
CORPUS = $(sort $(wildcard tests/corpus/*.tsv))

CORE_OBJ = $(CORE:%=$(B)/obj/%.o)
EDGE_OBJ = $(EDGE:%=$(B)/obj/%.o)
HOST_OBJ = $(CORE:%=$(B)/host/%.o)

all: $(B)/minwon

.DELETE_ON_ERROR:
.SECONDARY:

$(B)/minwon: $(CORE_OBJ) $(EDGE_OBJ) $(B)/obj/builtin.o
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^

$(B)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/host/%.o: src/%.c
	@mkdir -p $(@D)
	$(HOSTCC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/host/mk/%.o: src/mk/%.c
	@mkdir -p $(@D)
	$(HOSTCC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/host/mkrules: $(HOST_OBJ) $(B)/host/mk/mkrules.o $(B)/host/mk/rule_emit.o
	$(HOSTCC) $(CFLAGS) $(LDFLAGS) -o $@ $^

$(B)/host/fit: $(HOST_OBJ) $(B)/host/mk/fit.o
	$(HOSTCC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lm

$(B)/gen/builtin.c: $(B)/host/mkrules $(RULES)
	@mkdir -p $(@D)
	$(B)/host/mkrules $(RULES) > $@.tmp
	mv $@.tmp $@

# Tables of numbers: warnings have nothing to say, debugging either.
$(B)/obj/builtin.o: $(B)/gen/builtin.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -Isrc $(CFLAGS) -g0 -c -o $@ $<

clean:
	rm -rf $(B)

-include $(wildcard $(B)/obj/*.d $(B)/host/*.d $(B)/host/mk/*.d)

.PHONY: all clean
