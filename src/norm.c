/* SPDX-License-Identifier: MIT */
#include "norm.h"

#include "utf8.h"

/* Hangul arithmetic, Unicode 15, 3.12. */
enum {
	S_BASE = 0xAC00,
	S_LAST = 0xD7A3,
	N_VOWEL = 21,
	N_TAIL = 28,
	J_FIRST = 0x3131, /* compatibility jamo: consonants 3131..314E, */
	J_VOWEL = 0x314F, /* vowels 314F..3163 in the order of syllables */
	J_LAST = 0x3163,
	LEAD_IEUNG = 11
};

/* Compatibility consonant 0x3131 + i as a lead and as a tail; -1, 0: none. */
static const int8_t lead_of[30] = {0, 1, -1, 2, -1, -1, 3, 4, 5, -1, -1, -1,
    -1, -1, -1, -1, 6, 7, 8, -1, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18};
static const int8_t tail_of[30] = {1, 2, 3, 4, 5, 6, 7, 0, 8, 9, 10, 11, 12,
    13, 14, 15, 16, 17, 0, 18, 19, 20, 21, 22, 0, 23, 24, 25, 26, 27};
/* The lead 0..18 and the tail 0..27 as compatibility jamo. */
static const uint16_t jamo_of_lead[19] = {0x3131, 0x3132, 0x3134, 0x3137,
    0x3138, 0x3139, 0x3141, 0x3142, 0x3143, 0x3145, 0x3146, 0x3147, 0x3148,
    0x3149, 0x314A, 0x314B, 0x314C, 0x314D, 0x314E};
static const uint16_t jamo_of_tail[28] = {0, 0x3131, 0x3132, 0x3133, 0x3134,
    0x3135, 0x3136, 0x3137, 0x3139, 0x313A, 0x313B, 0x313C, 0x313D, 0x313E,
    0x313F, 0x3140, 0x3141, 0x3142, 0x3144, 0x3145, 0x3146, 0x3147, 0x3148,
    0x314A, 0x314B, 0x314C, 0x314D, 0x314E};

/*
 * Spellings that writers confuse, by vowel and by tail: the two e sounds, the
 * three we sounds, and the tails of "have" and "not" that are not heard.
 */
static const uint8_t vowel_fold[N_VOWEL] = {
    0, 5, 2, 7, 4, 5, 6, 7, 8, 9, 11, 11, 12, 13, 14, 11, 16, 17, 18, 19, 20};
static const uint8_t tail_fold[N_TAIL] = {0, 1, 1, 3, 4, 5, 4, 7, 8, 9, 10, 11,
    12, 13, 14, 8, 16, 17, 17, 19, 19, 21, 22, 23, 24, 25, 26, 27};

enum { WAITING_NONE, WAITING_BLANK, WAITING_CLAUSE, WAITING_SENTENCE };

/* What the pass knows while it goes. */
struct pass {
	struct text *t;
	enum encoding encoding;
	uint32_t begin, end;   /* of the character being folded */
	uint32_t wait_begin, wait_end;
	int waiting;           /* the separator seen since the last symbol */
	uint32_t run;          /* how often the last symbol was repeated */
	bool keep_doubles;     /* do not fold repeated Latin letters */
	bool from_jamo;        /* the last syllable was put together here */
	bool tail_is_loose;    /* ... and its tail may yet become a lead */
	bool tail_is_guess;    /* ... and was added to a typed syllable */
};

static bool
is_syllable(uint32_t cp)
{
	return cp >= S_BASE && cp <= S_LAST;
}

static bool
is_consonant(uint32_t cp)
{
	return cp >= J_FIRST && cp < J_VOWEL;
}

static bool
is_vowel(uint32_t cp)
{
	return cp >= J_VOWEL && cp <= J_LAST;
}

static uint16_t
syllable(uint32_t lead, uint32_t vowel, uint32_t tail)
{
	return (uint16_t)(S_BASE + (lead * N_VOWEL + vowel) * N_TAIL + tail);
}

uint16_t
norm_fold(uint16_t sym)
{
	uint32_t s = (uint32_t)sym - S_BASE;

	if (!is_syllable(sym))
		return sym;
	return syllable(s / (N_VOWEL * N_TAIL),
	    vowel_fold[s / N_TAIL % N_VOWEL], tail_fold[s % N_TAIL]);
}

size_t
norm_room(size_t len)
{
	/* A byte gives at most one symbol and, where two kinds of word meet,
	 * one separator before it. */
	return 2 * len + 2;
}

static void
append(struct pass *p, uint16_t sym, bool gap, uint32_t begin, uint32_t end)
{
	struct text *t = p->t;

	t->sym[t->n] = sym;
	t->gap[t->n] = gap;
	if (t->begin != NULL) {
		t->begin[t->n] = begin;
		t->end[t->n] = end;
	}
	t->n++;
}

/* The last symbol becomes `sym` and reaches to the end of this character. */
static void
amend(struct pass *p, uint16_t sym)
{
	if (p->t->sym[p->t->n - 1] != sym)
		p->run = 1; /* of another symbol now */
	p->t->sym[p->t->n - 1] = sym;
	if (p->t->end != NULL)
		p->t->end[p->t->n - 1] = p->end;
}

static void
wait(struct pass *p, int kind)
{
	if (p->waiting == WAITING_NONE)
		p->wait_begin = p->begin;
	p->wait_end = p->end;
	if (kind > p->waiting)
		p->waiting = kind;
}

/* A letter, digit or jamo: first the separator that waits, then the symbol. */
static void
emit(struct pass *p, uint16_t sym)
{
	struct text *t = p->t;
	uint16_t last = t->n == 0 ? SYM_SENTENCE : t->sym[t->n - 1];
	bool gap = p->waiting != WAITING_NONE;

	p->from_jamo = p->tail_is_loose = p->tail_is_guess = false;
	if (p->waiting >= WAITING_CLAUSE && t->n != 0) {
		append(p,
		    p->waiting == WAITING_CLAUSE ? SYM_CLAUSE : SYM_SENTENCE,
		    true, p->wait_begin, p->wait_end);
		last = SYM_CLAUSE;
	} else if (p->waiting == WAITING_BLANK && sym_is_latin(sym) &&
	    sym_is_latin(last)) {
		append(p, SYM_BLANK, true, p->wait_begin, p->wait_end);
		last = SYM_BLANK;
	}
	p->waiting = WAITING_NONE;
	t->n_latin_word +=
	    sym_is_latin(sym) && sym > '9' && !sym_is_latin(last);
	/* Repeated letters: Latin, jamo and signs at once, syllables from the
	 * third on; digits never. */
	if (sym == last && !(sym >= '0' && sym <= '9') &&
	    !(p->keep_doubles && sym_is_latin(sym))) {
		p->run++;
		if (!is_syllable(sym)) {
			amend(p, sym);
			return;
		}
		if (p->run >= 3) {
			if (p->run == 3)
				t->n--;
			amend(p, sym);
			return;
		}
	} else {
		p->run = 1;
	}
	append(p, sym, gap, p->begin, p->end);
}

static void
take_syllable(struct pass *p, uint32_t cp)
{
	emit(p, (uint16_t)cp);
	p->from_jamo = p->tail_is_loose = p->tail_is_guess = false;
}

/* The tail of the last syllable taken away; returns it (0..27). */
static uint32_t
drop_tail(struct pass *p)
{
	uint16_t *last = &p->t->sym[p->t->n - 1];
	uint32_t tail = (uint32_t)(*last - S_BASE) % N_TAIL;

	*last = (uint16_t)(*last - tail);
	return tail;
}

static bool
last_is_open_syllable(const struct pass *p)
{
	const struct text *t = p->t;

	return t->n != 0 && p->waiting == WAITING_NONE &&
	    is_syllable(t->sym[t->n - 1]) &&
	    (t->sym[t->n - 1] - S_BASE) % N_TAIL == 0;
}

static void
take_consonant(struct pass *p, uint32_t cp)
{
	uint32_t tail = (uint32_t)tail_of[cp - J_FIRST];

	/* A second jamo in a row: the first was an interjection, no tail. */
	if (p->tail_is_guess && p->waiting == WAITING_NONE) {
		uint16_t jamo = jamo_of_tail[drop_tail(p)];

		p->tail_is_guess = false;
		emit(p, jamo);
	}
	/* kieuk and hieut alone are laughter, never a lost tail. */
	if (tail != 0 && last_is_open_syllable(p) &&
	    (p->from_jamo || (cp != 0x314B && cp != 0x314E))) {
		amend(p, (uint16_t)(p->t->sym[p->t->n - 1] + tail));
		p->tail_is_loose = p->from_jamo;
		p->tail_is_guess = !p->from_jamo;
		return;
	}
	emit(p, (uint16_t)cp);
	p->from_jamo = p->tail_is_loose = p->tail_is_guess = false;
}

static void
take_vowel(struct pass *p, uint32_t cp)
{
	struct text *t = p->t;
	uint32_t vowel = cp - J_VOWEL;
	uint16_t last = t->n == 0 ? 0 : t->sym[t->n - 1];

	if (p->waiting == WAITING_NONE && p->tail_is_loose) {
		uint16_t jamo = jamo_of_tail[drop_tail(p)];
		int lead = jamo == 0 ? -1 : lead_of[jamo - J_FIRST];

		if (lead >= 0) {
			p->tail_is_loose = false;
			p->run = 0;
			emit(p, syllable((uint32_t)lead, vowel, 0));
			p->from_jamo = true;
			return;
		}
	}
	if (p->waiting == WAITING_NONE && is_consonant(last) &&
	    lead_of[last - J_FIRST] >= 0) {
		amend(p, syllable((uint32_t)lead_of[last - J_FIRST], vowel, 0));
		p->from_jamo = true;
		p->tail_is_loose = p->tail_is_guess = false;
		return;
	}
	emit(p, (uint16_t)cp);
	p->from_jamo = p->tail_is_loose = p->tail_is_guess = false;
}

/* Conjoining jamo (U+1100 ...), as macOS writes file names and texts. */
static void
take_conjoining(struct pass *p, uint32_t cp)
{
	struct text *t = p->t;

	if (cp <= 0x1112) {
		emit(p, jamo_of_lead[cp - 0x1100]);
		p->from_jamo = p->tail_is_loose = p->tail_is_guess = false;
	} else if (cp >= 0x1161 && cp <= 0x1175) {
		p->tail_is_loose = false;
		take_vowel(p, cp - 0x1161 + J_VOWEL);
		p->from_jamo = false;
	} else if (last_is_open_syllable(p)) {
		amend(p,
		    (uint16_t)(t->sym[t->n - 1] + cp - 0x11A7));
		p->from_jamo = p->tail_is_loose = false;
	} else {
		take_consonant(p, jamo_of_tail[cp - 0x11A7]);
	}
}

/* Half-width jamo U+FFA1.. have the order of compatibility jamo, with gaps. */
static uint32_t
widen(uint32_t cp)
{
	if (cp >= 0xFF01 && cp <= 0xFF5E)
		return cp - 0xFF01 + '!';
	if (cp >= 0xFFA1 && cp <= 0xFFBE)
		return cp - 0xFFA1 + J_FIRST;
	if (cp >= 0xFFC2 && cp <= 0xFFC7)
		return cp - 0xFFC2 + J_VOWEL;
	if (cp >= 0xFFCA && cp <= 0xFFCF)
		return cp - 0xFFCA + J_VOWEL + 6;
	if (cp >= 0xFFD2 && cp <= 0xFFD7)
		return cp - 0xFFD2 + J_VOWEL + 12;
	if (cp >= 0xFFDA && cp <= 0xFFDC)
		return cp - 0xFFDA + J_VOWEL + 18;
	return cp;
}

static bool
is_invisible(uint32_t cp)
{
	return (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
	    (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF || cp == 0x00AD ||
	    (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0x180E || cp == 0x034F ||
	    cp == 0x3164 || cp == '\r';
}

static bool
is_blank(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == 0xA0 || cp == 0x3000 ||
	    cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F ||
	    cp == 0x205F;
}

/* Latin letters with a mark on them lose it: cafe is written both ways. */
static uint32_t
unaccent(uint32_t cp)
{
	static const char base[] =
	    "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty";

	return cp >= 0xC0 && cp <= 0xFF ? (unsigned char)base[cp - 0xC0] : cp;
}

/* Whether a letter or digit stands at `i`, after a '.', '-' or apostrophe. */
static bool
latin_follows(const struct pass *p, struct slice raw, size_t i)
{
	uint32_t cp;

	if (i >= raw.len)
		return false;
	decode_next(
	    p->encoding, (const unsigned char *)raw.at + i, raw.len - i, &cp);
	cp = widen(cp);
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
	    (cp >= '0' && cp <= '9');
}

static bool
latin_precedes(const struct pass *p)
{
	return p->waiting == WAITING_NONE && p->t->n != 0 &&
	    sym_is_latin(p->t->sym[p->t->n - 1]);
}

static void
take_punctuation(struct pass *p, uint32_t cp, bool latin_next)
{
	switch (cp) {
	case '\n':
	case '!':
	case '?':
	case ';':
	case 0x2026: /* ellipsis */
	case 0x3002:
	case 0xFE52:
		wait(p, WAITING_SENTENCE);
		return;
	case '.':
		if (latin_precedes(p) && latin_next)
			emit(p, '.');
		else
			wait(p, WAITING_SENTENCE);
		return;
	case '\'':
	case 0x2019:
		if (!(latin_precedes(p) && latin_next))
			wait(p, WAITING_BLANK);
		return;
	case '+':
	case '@':
	case '#':
	case '%':
		if (latin_precedes(p) || latin_next)
			emit(p, (uint16_t)cp);
		else
			wait(p, WAITING_BLANK);
		return;
	case '-':
		if (latin_precedes(p) && latin_next &&
		    p->t->sym[p->t->n - 1] <= '9')
			emit(p, '-'); /* telephone numbers */
		else
			wait(p, WAITING_BLANK);
		return;
	case '"':
	case '`':
	case '~':
	case '/':
	case '*':
	case '_':
	case '&':
	case 0xB7:   /* middle dot */
	case 0x2010: /* hyphens and dashes */
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2018: /* quotation marks */
	case 0x201C:
	case 0x201D:
	case 0x301C:
	case 0x318D:
	case 0x30FB:
		wait(p, WAITING_BLANK);
		return;
	default:
		wait(p, WAITING_CLAUSE);
		return;
	}
}

static void
take_ascii(struct pass *p, uint32_t cp, struct slice raw)
{
	if (cp >= 'A' && cp <= 'Z')
		cp += 'a' - 'A';
	if (sym_is_latin((uint16_t)cp)) {
		p->t->has_latin |= cp >= 'a';
		emit(p, (uint16_t)cp);
	} else if (cp == ' ' || cp == '\t') {
		wait(p, WAITING_BLANK);
	} else if (cp != '\r') {
		take_punctuation(p, cp, latin_follows(p, raw, p->end));
	}
}

static void
take(struct pass *p, uint32_t cp, struct slice raw)
{
	if (cp < 0x80) {
		take_ascii(p, cp, raw);
		return;
	}
	if (is_syllable(cp)) {
		p->t->has_hangul = true;
		take_syllable(p, cp);
		return;
	}
	p->t->has_other = true;
	if (cp == UTF8_BAD) {
		p->t->n_bad++;
		wait(p, WAITING_BLANK);
		return;
	}
	if (is_invisible(cp))
		return;
	cp = unaccent(widen(cp));
	if (cp < 0x80) {
		take_ascii(p, cp, raw);
	} else if (is_consonant(cp)) {
		p->t->has_hangul = true;
		take_consonant(p, cp);
	} else if (is_vowel(cp)) {
		p->t->has_hangul = true;
		take_vowel(p, cp);
	} else if ((cp >= 0x1100 && cp <= 0x1112) ||
	    (cp >= 0x1161 && cp <= 0x1175) || (cp >= 0x11A8 && cp <= 0x11C2)) {
		p->t->has_hangul = true;
		take_conjoining(p, cp);
	} else if (is_blank(cp)) {
		wait(p, WAITING_BLANK);
	} else if ((cp >= 0x3400 && cp <= 0x9FFF) ||
	    (cp >= 0x3041 && cp <= 0x30FA)) {
		emit(p, (uint16_t)cp); /* Chinese characters, kana */
	} else {
		take_punctuation(p, cp, latin_follows(p, raw, p->end));
	}
}

/* Letters and digits in ASCII, and the blank, as symbols; 0 for other bytes. */
static const uint8_t latin_of[256] = {[' '] = SYM_BLANK, ['0'] = '0', '1', '2', '3', '4', '5', '6',
    '7', '8', '9', ['A'] = 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j',
    'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y',
    'z', ['a'] = 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l',
    'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z'};

/* Four bytes as one number, the first one lowest: one load, where bytes stand
 * so. */
static inline uint32_t
four_bytes(const unsigned char *s)
{
	return s[0] | (uint32_t)s[1] << 8 | (uint32_t)s[2] << 16 |
	    (uint32_t)s[3] << 24;
}

/* The symbol in UTF-8 in the first three of four bytes, or 0 when that is no
 * syllable. */
static inline uint32_t
syllable_in(uint32_t bytes)
{
	uint32_t cp = (bytes & 0x0F) << 12 | (bytes & 0x3F00) >> 2 |
	    (bytes >> 16 & 0x3F);

	return (bytes & 0xC0C0F0) == 0x8080E0 && is_syllable(cp) ? cp : 0;
}

/*
 * Before a syllable or a letter: blanks, and what waits before them. False
 * when another character follows.
 */
static bool
begin_common(struct pass *p, const unsigned char *s, size_t *i, size_t len)
{
	for (; *i < len && s[*i] == ' '; ++*i) {
		p->begin = (uint32_t)*i;
		p->end = p->begin + 1;
		wait(p, WAITING_BLANK);
	}
	if (len - *i < 4 ||
	    (latin_of[s[*i]] == 0 && syllable_in(four_bytes(s + *i)) == 0))
		return false;
	if (p->waiting > WAITING_BLANK && p->t->n != 0)
		append(p,
		    p->waiting == WAITING_CLAUSE ? SYM_CLAUSE : SYM_SENTENCE,
		    true, p->wait_begin, p->wait_end);
	return true;
}

/* Where a loop over common symbols is. A copy of what it needs, in registers: a
 * compiler would load all again after each byte that is written. */
struct common {
	uint16_t *sym;
	uint8_t *gap;
	uint32_t *begin, *end; /* NULL: nobody asks for places */
	size_t i, n;   /* the next byte, the next symbol */
	uint32_t last; /* the last symbol */
	uint32_t latin; /* Latin symbols so far, or-ed */
	uint32_t n_word, n_syllable;
	uint32_t wait_begin, wait_end; /* where the blank stood, with places */
	bool blank;    /* one stood after the last symbol */
};

static ALWAYS_INLINE void
put_common(struct common *c, uint32_t sym, size_t used, bool places)
{
	c->sym[c->n] = (uint16_t)sym;
	c->gap[c->n] = c->blank;
	if (places) {
		c->begin[c->n] = (uint32_t)c->i;
		c->end[c->n] = (uint32_t)(c->i + used);
	}
	c->n++;
	c->i += used;
	c->last = sym;
}

/* A blank, when there is one, after a symbol. */
static ALWAYS_INLINE void
skip_blank(struct common *c, bool blank, bool places)
{
	c->blank = blank;
	if (places) {
		c->wait_begin = (uint32_t)c->i;
		c->wait_end = c->wait_begin + 1;
	}
	c->i += blank;
}

/* Syllables in UTF-8, with at most one blank after each, before `stop`. */
static ALWAYS_INLINE void
take_syllables(
    struct common *c, const unsigned char *s, size_t stop, bool places)
{
	while (c->i < stop) {
		uint32_t bytes = four_bytes(s + c->i);
		uint32_t sym = syllable_in(bytes);

		if (sym == 0 || sym == c->last)
			break;
		put_common(c, sym, 3, places);
		skip_blank(c, bytes >> 24 == ' ', places);
		c->n_syllable++;
	}
}

/*
 * Latin words with one blank between them, before `stop`. False when there is
 * none, or begins with a letter whose repetition asks for more care. The blanks
 * are symbols like the others, and a repeated letter is overwritten, without a
 * branch: where a word ends cannot be predicted.
 */
static ALWAYS_INLINE bool
take_latin(struct common *c, const unsigned char *s, size_t stop,
    bool keep_doubles, bool places)
{
	uint32_t sym = latin_of[s[c->i]];
	bool after_latin = sym_is_latin((uint16_t)c->last);

	if (sym <= SYM_BLANK || (sym == c->last && sym > '9' && !c->blank))
		return false;
	if (c->blank && after_latin) {
		put_common(c, SYM_BLANK, 0, places);
		if (places) {
			c->begin[c->n - 1] = c->wait_begin;
			c->end[c->n - 1] = c->wait_end;
		}
		after_latin = false;
	}
	c->n_word += !after_latin && sym > '9';
	c->latin |= sym;
	put_common(c, sym, 1, places);
	while (c->i < stop) {
		bool after_blank = c->last == SYM_BLANK, again;

		sym = latin_of[s[c->i]];
		if (sym == 0 || (sym | c->last) == SYM_BLANK)
			break;
		again = (sym == c->last) & (sym > '9') & !keep_doubles;
		c->sym[c->n] = (uint16_t)sym;
		c->gap[c->n] = after_blank | (sym == SYM_BLANK);
		if (places)
			c->begin[c->n] = (uint32_t)c->i;
		c->n += !again;
		c->i++;
		if (places)
			c->end[c->n - 1] = (uint32_t)c->i;
		c->n_word += after_blank & (sym > '9');
		c->latin |= sym;
		c->last = sym;
	}
	if (c->last == SYM_BLANK) { /* no Latin word behind it */
		c->i--;
		c->n--;
		c->last = c->sym[c->n - 1];
	}
	skip_blank(c, s[c->i] == ' ', places);
	return true;
}

/*
 * The common cases of take(), without its detours: syllables in UTF-8, Latin
 * letters and digits, with at most one blank before each. Takes as many as
 * come, but not the last three bytes, and returns the offset of the first
 * other character.
 */
static ALWAYS_INLINE size_t
take_common(struct pass *p, const unsigned char *s, size_t i, size_t len,
    bool places)
{
	struct text *t = p->t;
	size_t stop = len - 3;
	struct common c;
	uint32_t before;

	if (!begin_common(p, s, &i, len))
		return i;
	before = t->n;
	c = (struct common){t->sym, t->gap, t->begin, t->end, .i = i,
	    .n = before,
	    .last = before == 0 ? SYM_SENTENCE : t->sym[before - 1],
	    .blank = p->waiting != WAITING_NONE,
	    .wait_begin = p->wait_begin,
	    .wait_end = p->wait_end};
	do
		take_syllables(&c, s, stop, places);
	while (c.i < stop &&
	    take_latin(&c, s, stop, p->keep_doubles, places));
	p->waiting = c.blank ? WAITING_BLANK : WAITING_NONE;
	p->wait_begin = c.wait_begin;
	p->wait_end = c.wait_end;
	if (c.n != before) {
		p->run = 1;
		p->from_jamo = p->tail_is_loose = p->tail_is_guess = false;
	}
	t->n = (uint32_t)c.n;
	t->n_latin_word += c.n_word;
	t->has_latin |= (c.latin & 0x40) != 0; /* of letters only */
	t->has_hangul |= c.n_syllable != 0;
	return c.i;
}

/* A conjoining lead with the vowel and the tail behind it, from byte `i` on, as
 * one syllable (NFC). Returns where it ends. */
static size_t
compose(enum encoding enc, struct slice raw, size_t i, uint32_t *cp)
{
	const unsigned char *s = (const unsigned char *)raw.at;
	uint32_t vowel, tail;
	size_t used;

	if (i == raw.len)
		return i;
	used = decode_next(enc, s + i, raw.len - i, &vowel);
	if (vowel < 0x1161 || vowel > 0x1175)
		return i;
	i += used;
	*cp = syllable(*cp - 0x1100, vowel - 0x1161, 0);
	if (i == raw.len)
		return i;
	used = decode_next(enc, s + i, raw.len - i, &tail);
	if (tail < 0x11A8 || tail > 0x11C2)
		return i;
	*cp += tail - 0x11A7;
	return i + used;
}

static void
read_symbols(
    struct text *t, enum encoding enc, struct slice raw, bool keep_doubles)
{
	const unsigned char *s = (const unsigned char *)raw.at;
	struct pass p = {
	    .t = t, .encoding = enc, .keep_doubles = keep_doubles};
	size_t i = 0;
	uint32_t cp;

	t->n = t->n_bad = t->n_latin_word = 0;
	t->has_latin = t->has_hangul = t->has_other = false;
	while (i < raw.len) {
		if (enc == ENC_UTF8)
			i = t->begin == NULL
			    ? take_common(&p, s, i, raw.len, false)
			    : take_common(&p, s, i, raw.len, true);
		if (i == raw.len)
			break;
		p.begin = (uint32_t)i;
		cp = s[i++];
		if (cp >= 0x80)
			i += decode_next(enc, s + i - 1, raw.len - i + 1, &cp) -
			    1;
		if (cp >= 0x1100 && cp <= 0x1112)
			i = compose(enc, raw, i, &cp);
		p.end = (uint32_t)i;
		take(&p, cp, raw);
	}
}

void
norm_text(struct text *t, enum encoding enc, struct slice raw)
{
	read_symbols(t, enc, raw, false);
}

/*
 * The two-set layout: what the Latin keys a..z give, as compatibility jamo.
 * Shifted keys are lost with the case, which costs only doubled consonants.
 */
static const uint16_t key_jamo[26] = {0x3141, 0x3160, 0x314A, 0x3147, 0x3137,
    0x3139, 0x314E, 0x3157, 0x3151, 0x3153, 0x314F, 0x3163, 0x3161, 0x315C,
    0x3150, 0x3154, 0x3142, 0x3131, 0x3134, 0x3145, 0x3155, 0x314D, 0x3148,
    0x314C, 0x315B, 0x314B};

/* Vowels and tails that take two keys: first, second, both. */
static const uint16_t two_keys[][3] = {{0x3157, 0x314F, 0x3158},
    {0x3157, 0x3150, 0x3159}, {0x3157, 0x3163, 0x315A},
    {0x315C, 0x3153, 0x315D}, {0x315C, 0x3154, 0x315E},
    {0x315C, 0x3163, 0x315F}, {0x3161, 0x3163, 0x3162},
    {0x3131, 0x3145, 0x3133}, {0x3134, 0x3148, 0x3135},
    {0x3134, 0x314E, 0x3136}, {0x3139, 0x3131, 0x313A},
    {0x3139, 0x3141, 0x313B}, {0x3139, 0x3142, 0x313C},
    {0x3139, 0x3145, 0x313D}, {0x3139, 0x314C, 0x313E},
    {0x3139, 0x314D, 0x313F}, {0x3139, 0x314E, 0x3140},
    {0x3142, 0x3145, 0x3144}};

static uint16_t
join_keys(uint16_t a, uint16_t b)
{
	for (size_t i = 0; i < ARRAY_LEN(two_keys); i++)
		if (two_keys[i][0] == a && two_keys[i][1] == b)
			return two_keys[i][2];
	return 0;
}

/*
 * `n` Latin symbols as syllables into `out`; returns how many, 0 when a key is
 * left over. `from[i]` is the first key of syllable i.
 */
static uint32_t
type_hangul(const uint16_t *key, uint32_t n, uint16_t *out, uint32_t *from)
{
	uint32_t i = 0, m = 0;

	while (i < n) {
		uint16_t lead, vowel, tail = 0, both;

		from[m] = i;
		if (i + 1 >= n || key[i] < 'a' || key[i + 1] < 'a')
			return 0;
		lead = key_jamo[key[i] - 'a'];
		vowel = key_jamo[key[i + 1] - 'a'];
		if (!is_consonant(lead) || !is_vowel(vowel))
			return 0;
		i += 2;
		if (i < n && key[i] >= 'a' &&
		    (both = join_keys(vowel, key_jamo[key[i] - 'a'])) != 0) {
			vowel = both;
			i++;
		}
		/* A consonant is a tail unless a vowel follows it. */
		while (i < n && key[i] >= 'a' &&
		    is_consonant(key_jamo[key[i] - 'a']) &&
		    !(i + 1 < n && key[i + 1] >= 'a' &&
			is_vowel(key_jamo[key[i + 1] - 'a']))) {
			uint16_t jamo = key_jamo[key[i] - 'a'];

			both = tail == 0 ? jamo : join_keys(tail, jamo);
			if (both == 0)
				break;
			tail = both;
			i++;
		}
		out[m++] = syllable((uint32_t)lead_of[lead - J_FIRST],
			(uint32_t)(vowel - J_VOWEL),
			tail == 0 ? 0 : (uint32_t)tail_of[tail - J_FIRST]);
	}
	return m;
}

uint32_t
norm_latin_words(const struct text *t)
{
	uint32_t n = 0;
	bool in_word = false;

	for (uint32_t i = 0; i < t->n; i++) {
		bool latin = sym_is_latin(t->sym[i]);

		n += latin & !in_word & (t->sym[i] > '9');
		in_word = latin;
	}
	return n;
}

bool
norm_layout(struct text *t, enum encoding enc, struct slice raw)
{
	uint16_t typed[512];
	uint32_t from[512];
	uint32_t i = 0, n = 0, k;
	bool changed = false;

	/* A double key may be two letters of two syllables. */
	read_symbols(t, enc, raw, true);
	/* Syllables are fewer than keys: the result overwrites the source. */
	while (i < t->n) {
		uint32_t word = i, m = 0;
		bool blank_before = t->gap[i] != 0;

		while (i < t->n && sym_is_latin(t->sym[i]))
			i++;
		if (i - word >= 2 && i - word <= ARRAY_LEN(typed))
			m = type_hangul(t->sym + word, i - word, typed, from);
		if (m != 0) {
			/* Blanks between two such words are gaps now. */
			if (n > 0 && t->sym[n - 1] == SYM_BLANK)
				n--;
			for (k = 0; k < m; k++) {
				uint32_t last = k + 1 < m ? from[k + 1] : i - word;

				if (t->begin != NULL) {
					t->begin[n] = t->begin[word + from[k]];
					t->end[n] = t->end[word + last - 1];
				}
				t->sym[n] = typed[k];
				t->gap[n++] = k == 0 && blank_before;
			}
			changed = true;
			t->has_hangul = true;
			continue;
		}
		if (i == word)
			i++;
		for (k = word; k < i; k++, n++) {
			if (k > word && t->sym[k] == t->sym[k - 1] &&
			    t->sym[k] > '9') {
				n--;
				continue;
			}
			t->sym[n] = t->sym[k];
			t->gap[n] = t->gap[k];
			if (t->begin != NULL) {
				t->begin[n] = t->begin[k];
				t->end[n] = t->end[k];
			}
		}
	}
	t->n = n;
	t->n_latin_word = norm_latin_words(t);
	return changed;
}
