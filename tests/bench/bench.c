/* SPDX-License-Identifier: MIT */
/*
 * bench: the two things a shell cannot do for a benchmark.
 *
 *   bench shuffle SEED BYTES TEXTS ANSWERS OUT_TEXTS OUT_ANSWERS
 *       Line i of ANSWERS belongs to line i of TEXTS. Writes whole shuffled
 *       copies of both, in the same order, until BYTES of text are written.
 *
 *   bench time ROUNDS JOBS OUT_DIRECTORY
 *       A line of JOBS is NAME<tab>TIMES<tab>STDIN<tab>COMMAND (split at
 *       blanks). In each round every job runs TIMES times, one job after the
 *       other, so that a slow minute of the machine is shared by all; one
 *       round more goes first and is not counted. Output goes to
 *       OUT_DIRECTORY/NAME, but nowhere when a job runs more than once: what
 *       counts then is the start, not the file system. Prints NAME, the median of seconds for one run,
 *       the least, and the peak of resident KiB.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* In no header of POSIX, but in every C library; it knows the child's peak. */
pid_t wait4(pid_t, int *, int, struct rusage *);

enum { MAX_JOBS = 64, MAX_WORDS = 64, MAX_ROUNDS = 1000 };

static void
die(const char *what)
{
	fprintf(stderr, "bench: %s: %s\n", what, strerror(errno));
	exit(1);
}

/* ---- shuffle ------------------------------------------------------------- */

struct lines {
	char **at;
	size_t *len;
	size_t n;
};

static struct lines
read_lines(const char *path)
{
	struct lines l = {0};
	FILE *f = fopen(path, "r");
	size_t room = 0, size = 0;
	char *line = NULL;
	ssize_t len;

	if (f == NULL)
		die(path);
	while ((len = getline(&line, &size, f)) > 0) {
		if (l.n == room) {
			room = 2 * room + 1024;
			l.at = realloc(l.at, room * sizeof *l.at);
			l.len = realloc(l.len, room * sizeof *l.len);
			if (l.at == NULL || l.len == NULL)
				die(path);
		}
		l.at[l.n] = strdup(line);
		l.len[l.n++] = (size_t)len;
	}
	free(line);
	fclose(f);
	return l;
}

/* xorshift64*: the same order on every machine. */
static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 0x2545F4914F6CDD1D;
}

static int
shuffle(char **arg)
{
	uint64_t state = strtoull(arg[0], NULL, 10) | 1;
	uint64_t want = strtoull(arg[1], NULL, 10), done = 0;
	struct lines text = read_lines(arg[2]), answer = read_lines(arg[3]);
	FILE *to = fopen(arg[4], "w"), *answers = fopen(arg[5], "w");
	size_t *order = malloc((text.n + 1) * sizeof *order);

	if (text.n == 0 || text.n != answer.n) {
		fprintf(stderr, "bench: %s has %zu lines, %s has %zu\n",
		    arg[2], text.n, arg[3], answer.n);
		return 1;
	}
	if (to == NULL || answers == NULL || order == NULL)
		die(arg[4]);
	for (size_t i = 0; i < text.n; i++)
		order[i] = i;
	while (done < want) {
		for (size_t i = text.n - 1; i > 0; i--) {
			size_t k = next_random(&state) % (i + 1);
			size_t t = order[i];

			order[i] = order[k];
			order[k] = t;
		}
		for (size_t i = 0; i < text.n && done < want; i++) {
			fwrite(text.at[order[i]], 1, text.len[order[i]], to);
			fwrite(answer.at[order[i]], 1, answer.len[order[i]],
			    answers);
			done += text.len[order[i]];
		}
	}
	if (fclose(to) != 0 || fclose(answers) != 0)
		die(arg[4]);
	return 0;
}

/* ---- time ---------------------------------------------------------------- */

struct job {
	char *name, *input;
	char *word[MAX_WORDS + 1];
	long times;
	double seconds[MAX_ROUNDS];
	long peak;
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
run(struct job *job, const char *directory)
{
	struct rusage usage;
	char path[4096];
	int status;
	pid_t pid;

	if (job->times > 1)
		snprintf(path, sizeof path, "/dev/null");
	else
		snprintf(path, sizeof path, "%s/%s", directory, job->name);
	pid = fork();
	if (pid < 0)
		die("fork");
	if (pid == 0) {
		int in = open(job->input, O_RDONLY);
		int out = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

		if (in < 0 || out < 0)
			die(in < 0 ? job->input : path);
		dup2(in, 0);
		dup2(out, 1);
		close(in);
		close(out);
		execvp(job->word[0], job->word);
		die(job->word[0]);
	}
	if (wait4(pid, &status, 0, &usage) < 0)
		die("wait");
	/* 1 says `nothing found`, or that a complaint was not routed. */
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
		fprintf(stderr, "bench: %s failed\n", job->name);
		exit(1);
	}
	if (usage.ru_maxrss > job->peak)
		job->peak = usage.ru_maxrss;
}

static int
by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static int
time_jobs(char **arg)
{
	static struct job jobs[MAX_JOBS];
	long rounds = strtol(arg[0], NULL, 10);
	struct lines l = read_lines(arg[1]);

	if (rounds < 1 || rounds > MAX_ROUNDS || l.n > MAX_JOBS)
		return 1;
	for (size_t i = 0; i < l.n; i++) {
		struct job *j = &jobs[i];
		char *word;

		j->name = strtok(l.at[i], "\t\n");
		j->times = strtol(strtok(NULL, "\t\n"), NULL, 10);
		j->input = strtok(NULL, "\t\n");
		for (size_t k = 0;
		     k < MAX_WORDS && (word = strtok(NULL, " \t\n")) != NULL;
		     k++)
			j->word[k] = word;
	}
	for (long r = -1; r < rounds; r++)
		for (size_t i = 0; i < l.n; i++) {
			struct job *j = &jobs[i];
			double begin = now();

			for (long k = 0; k < j->times; k++)
				run(j, arg[2]);
			if (r >= 0)
				j->seconds[r] =
				    (now() - begin) / (double)j->times;
		}
	for (size_t i = 0; i < l.n; i++) {
		struct job *j = &jobs[i];

		qsort(j->seconds, (size_t)rounds, sizeof(double), by_value);
		printf("%s\t%.6f\t%.6f\t%ld\n", j->name,
		    j->seconds[rounds / 2], j->seconds[0], j->peak);
	}
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc == 8 && strcmp(argv[1], "shuffle") == 0)
		return shuffle(argv + 2);
	if (argc == 5 && strcmp(argv[1], "time") == 0)
		return time_jobs(argv + 2);
	fputs("usage: bench shuffle SEED BYTES TEXTS ANSWERS OUT_TEXTS "
	      "OUT_ANSWERS\n       bench time ROUNDS JOBS OUT_DIRECTORY\n",
	    stderr);
	return 2;
}
