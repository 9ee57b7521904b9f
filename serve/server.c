/* server: libmicrohttpd's side: requests in, answers out, limits. More requests are answered at a
 * time than there may be cores, so that a quick answer need not wait for a slow one. Only GET and
 * HEAD are known. A connection that says nothing for TIMEOUT_S is closed; a request line with its
 * headers may fill CONNECTION_BYTES; there are CONNECTIONS of them at most. */
#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "answer.h"

enum { THREADS = 8, CONNECTIONS = 256, CONNECTION_BYTES = 32 << 10, TIMEOUT_S = 20 };

static const char *const HEADERS[][2] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
     " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
     " require-trusted-types-for 'script'; trusted-types 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cache-Control", "no-cache"},
    {"Vary", "Accept-Encoding"},
};

static enum MHD_Result take_parameter(void *context, enum MHD_ValueKind kind, const char *name,
                                      const char *value)
{
    struct request *request = context;
    (void)kind;
    if (request->n_parameters <= ANSWER_PARAMETERS)
        request->parameters[request->n_parameters++] =
            (struct onr_parameter){name, value ? value : ""};
    return request->n_parameters <= ANSWER_PARAMETERS ? MHD_YES : MHD_NO;
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static struct MHD_Response *make_response(struct answer *answer)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(answer->size, answer->bytes, MHD_RESPMEM_MUST_FREE);
    if (!response) {
        answer_release(answer);
        return NULL;
    }
    for (size_t i = 0; i < sizeof HEADERS / sizeof *HEADERS; i++)
        MHD_add_response_header(response, HEADERS[i][0], HEADERS[i][1]);
    MHD_add_response_header(response, "Content-Type", answer->type);
    if (answer->gzip)
        MHD_add_response_header(response, "Content-Encoding", "gzip");
    if (*answer->etag)
        MHD_add_response_header(response, "ETag", answer->etag);
    if (answer->code == 405)
        MHD_add_response_header(response, "Allow", "GET, HEAD");
    if (*answer->download) {
        char disposition[80];
        snprintf(disposition, sizeof disposition, "attachment; filename=\"%s\"", answer->download);
        MHD_add_response_header(response, "Content-Disposition", disposition);
    }
    return response;
}

/* called when the headers are there, then again for a body, which nobody waits for */
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **state)
{
    struct request request = {.path = url};
    struct answer answer = {0};
    const char *encodings = header(connection, "Accept-Encoding");
    (void)version, (void)upload, (void)upload_size, (void)state;
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
        answer_error(&answer, 405, "only GET and HEAD are known here");
    } else {
        request.host = header(connection, "Host");
        request.if_none_match = header(connection, "If-None-Match");
        request.gzip = encodings && strstr(encodings, "gzip") && !strstr(encodings, "gzip;q=0");
        MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, take_parameter, &request);
        desk_answer(context, &request, &answer);
    }
    struct MHD_Response *response = make_response(&answer);
    if (!response)
        return MHD_NO;
    enum MHD_Result queued = MHD_queue_response(connection, (unsigned)answer.code, response);
    MHD_destroy_response(response);
    return queued;
}

/* ---- listening ---- */

struct place {
    struct sockaddr_storage address;
    socklen_t size;
};

static bool parse_address(const char *where, unsigned port, struct place *place)
{
    struct sockaddr_in *four = (struct sockaddr_in *)&place->address;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&place->address;
    memset(place, 0, sizeof *place);
    if (inet_pton(AF_INET, where, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons((uint16_t)port);
        place->size = sizeof *four;
    } else if (inet_pton(AF_INET6, where, &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = htons((uint16_t)port);
        place->size = sizeof *six;
    }
    return place->size != 0;
}

static enum onr_status trouble(struct onr_error *error, enum onr_status status, const char *where,
                               unsigned port, const char *what)
{
    error->status = status;
    snprintf(error->message, sizeof error->message, "%s port %u: %s", where, port, what);
    return status;
}

static enum onr_status listen_on(const struct serve *serve, const char *where, int *fd,
                                 struct onr_error *error)
{
    struct place place;
    int on = 1;
    if (!parse_address(where, serve->port, &place))
        return trouble(error, ONR_ERR_ARG, where, serve->port, "not an address");
    *fd = socket(place.address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (*fd >= 0 && setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
        bind(*fd, (struct sockaddr *)&place.address, place.size) == 0 &&
        listen(*fd, CONNECTIONS) == 0)
        return ONR_OK;
    enum onr_status status = trouble(error, ONR_ERR_IO, where, serve->port, strerror(errno));
    if (*fd >= 0)
        close(*fd);
    return status;
}

/* "http://127.0.0.1:8080/" with the port that was got */
static void tell_address(const struct serve *serve, int fd)
{
    struct sockaddr_storage got;
    socklen_t size = sizeof got;
    char text[INET6_ADDRSTRLEN] = "?", address[96];
    if (getsockname(fd, (struct sockaddr *)&got, &size) != 0)
        return;
    bool six = got.ss_family == AF_INET6;
    const struct sockaddr_in *in4 = (const struct sockaddr_in *)&got;
    const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)&got;
    inet_ntop(got.ss_family, six ? (const void *)&in6->sin6_addr : (const void *)&in4->sin_addr,
              text, sizeof text);
    snprintf(address, sizeof address, six ? "http://[%s]:%u/" : "http://%s:%u/", text,
             (unsigned)ntohs(six ? in6->sin6_port : in4->sin_port));
    serve->ready(serve->context, address);
}

static struct MHD_Daemon *start(struct desk *desk, int fd, unsigned n_threads)
{
    return MHD_start_daemon(
        MHD_USE_AUTO_INTERNAL_THREAD, 0, NULL, NULL, handle, desk, MHD_OPTION_LISTEN_SOCKET, fd,
        MHD_OPTION_THREAD_POOL_SIZE, n_threads, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)TIMEOUT_S, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)CONNECTION_BYTES, MHD_OPTION_END);
}

enum onr_status serve_run(const struct serve *serve, struct onr_error *error)
{
    const char *where = serve->bind ? serve->bind : "127.0.0.1";
    unsigned n_threads = serve->threads ? serve->threads : THREADS;
    struct desk *desk;
    int fd;
    enum onr_status status = desk_open(&desk, serve, n_threads, error);
    if (status)
        return status;
    status = listen_on(serve, where, &fd, error);
    if (status) {
        desk_close(desk);
        return status;
    }
    struct MHD_Daemon *daemon = start(desk, fd, n_threads);
    if (daemon) {
        tell_address(serve, fd);
        serve->wait(serve->context);
        MHD_stop_daemon(daemon);
    } else {
        status = trouble(error, ONR_ERR_IO, where, serve->port, "the server could not be started");
        close(fd);
    }
    desk_close(desk);
    return status;
}
