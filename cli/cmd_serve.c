/* serve: a store in the browser. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "command.h"
#include "serve/serve.h"

#define FIELD(name) offsetof(struct settings, name)

enum { PORT = 8470, PORT_MAX = 65535, THREADS_MAX = 64 };

const struct option_row SERVE_OPTIONS[] = {
    {"port", 'p', OPTION_TEXT, FIELD(port), "N", "port to listen on; 0: any (default: 8470)"},
    {"bind", 0, OPTION_TEXT, FIELD(bind), "ADDRESS", "address to listen on (default: 127.0.0.1)"},
    {"host", 0, OPTION_TEXT, FIELD(host), "NAME", "a name by which browsers may ask for the page"},
    {"threads", 'j', OPTION_NUMBER, FIELD(threads), "N", "requests at a time (default: 8)"},
    {0},
};

static volatile sig_atomic_t ended;

static void end(int number)
{
    (void)number;
    ended = 1;
}

static void print_address(void *context, const char *address)
{
    (void)context;
    printf("%s\n", address);
    fflush(stdout);
    if (!serve_has_page())
        fputs("onrecord serve: built without the page; the API is under /api\n", stderr);
}

/* The signals are blocked but while it waits, so that none is lost. */
static void wait_for_signal(void *context)
{
    while (!ended)
        sigsuspend(context);
}

static void catch_signals(sigset_t *before)
{
    struct sigaction action = {.sa_handler = end};
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &signals, before);
    sigdelset(before, SIGINT);
    sigdelset(before, SIGTERM);
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

static bool parse_port(const char *text, unsigned *port)
{
    char *rest;
    errno = 0;
    long n = strtol(text, &rest, 10);
    *port = (unsigned)n;
    return errno == 0 && rest != text && !*rest && n >= 0 && n <= PORT_MAX;
}

int serve_command_run(const struct settings *settings, char **operands, int n_operands)
{
    sigset_t before;
    struct onr_error error = {0};
    struct serve serve = {.bind = settings->bind,
                          .host = settings->host,
                          .port = PORT,
                          .threads = settings->threads,
                          .ready = print_address,
                          .wait = wait_for_signal,
                          .context = &before};
    if (n_operands != 1) {
        fputs("onrecord serve: name one store; see 'onrecord help serve'\n", stderr);
        return EXIT_USAGE;
    }
    if (settings->port && !parse_port(settings->port, &serve.port)) {
        fprintf(stderr, "onrecord serve: --port wants a number from 0 to %d, not '%s'\n", PORT_MAX,
                settings->port);
        return EXIT_USAGE;
    }
    if (serve.threads > THREADS_MAX) {
        fprintf(stderr, "onrecord serve: --threads is at most %d\n", THREADS_MAX);
        return EXIT_USAGE;
    }
    serve.store = operands[0];
    catch_signals(&before);
    if (serve_run(&serve, &error) == ONR_OK)
        return EXIT_FINE;
    fprintf(stderr, "onrecord serve: %s\n", error.message);
    return EXIT_PROBLEM;
}
