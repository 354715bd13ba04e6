using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Serverless.Testing;

namespace Serverless.Cli.Tests;

/// <summary>An HTTP server with prepared responses for each method and path, returned in order; the last one is repeated.</summary>
sealed class FakePlatform : IDisposable
{
    readonly HttpListener _listener = new();
    readonly Dictionary<string, Queue<FakeAnswer>> _answers = [];
    readonly Task _serving;

    public FakePlatform()
    {
        Address = FormattableString.Invariant($"http://127.0.0.1:{FreePorts.Take(1)[0]}");
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address { get; }

    public ConcurrentQueue<ReceivedRequest> Received { get; } = new();

    public FakePlatform Answer(string methodAndPath, int status, string body, string contentType = "application/json")
    {
        lock (_answers)
        {
            if (!_answers.TryGetValue(methodAndPath, out var queue))
            {
                _answers[methodAndPath] = queue = new Queue<FakeAnswer>();
            }

            queue.Enqueue(new FakeAnswer(status, body, contentType));
        }

        return this;
    }

    /// <summary>Goes away, as a platform does that starts again.</summary>
    public void Dispose()
    {
        _listener.Close();
        _serving.Wait();
    }

    async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        Received.Enqueue(new ReceivedRequest(
            $"{context.Request.HttpMethod} {context.Request.RawUrl}",
            await reader.ReadToEndAsync(),
            context.Request.Headers["x-functions-key"],
            context.Request.Headers["Idempotency-Key"],
            context.Request.Headers["Content-Digest"]));
        var answer = Next($"{context.Request.HttpMethod} {context.Request.RawUrl}");
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.Body));
        context.Response.Close();
    }

    FakeAnswer Next(string request)
    {
        lock (_answers)
        {
            return !_answers.TryGetValue(request, out var queue)
                ? new FakeAnswer(404, string.Create(CultureInfo.InvariantCulture, $$"""{"title":"Not found","status":404,"code":"notFound","detail":"Nothing at {{request}}."}"""), "application/problem+json")
                : queue.Count > 1 ? queue.Dequeue() : queue.Peek();
        }
    }
}
