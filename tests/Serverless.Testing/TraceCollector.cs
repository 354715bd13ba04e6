using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace Serverless.Testing;

/// <summary>A collector of OpenTelemetry's HTTP protocol that keeps the received data as bytes.</summary>
public sealed class TraceCollector : IAsyncDisposable
{
    const string Traces = "/v1/traces";
    const string Metrics = "/v1/metrics";

    /// <summary>Bytes between the end of a span's trace id and that of its name: its own id, its parent's, and flags.</summary>
    const int NameWithin = 32;

    readonly HttpListener _listener = new();
    readonly ConcurrentQueue<(string Path, byte[] Body)> _received = [];
    readonly Task _listening;

    TraceCollector(string address)
    {
        Address = address;
        _listener.Prefixes.Add(address);
        _listener.Start();
        _listening = ListenAsync();
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <value>What makes a process export to it, soon after a span has ended.</value>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
    };

    /// <summary>Starts one on a port of its own.</summary>
    public static TraceCollector Start() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Take(1)[0]}/"));

    /// <summary>Whether a process has sent a span of a trace.</summary>
    /// <param name="service">The process's <c>service.name</c>.</param>
    /// <param name="span">The span's name.</param>
    /// <param name="traceId">32 hexadecimal digits.</param>
    public bool HasSpan(string service, string span, string traceId)
    {
        var (name, trace) = (NameOf(span), Convert.FromHexString(traceId));
        return With(Traces, service).Any(body => Ends(body, trace).Any(
            end => body.AsSpan(end, Math.Min(body.Length - end, NameWithin + name.Length)).IndexOf(name) >= 0));
    }

    /// <summary>Whether a process has sent values of an instrument.</summary>
    public bool HasInstrument(string service, string instrument) =>
        With(Metrics, service).Any(body => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(instrument)) >= 0);

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _listening;
    }

    IEnumerable<byte[]> With(string path, string service) =>
        _received.Where(message => message.Path == path && message.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(service)) >= 0)
            .Select(message => message.Body);

    // Field 5 of a span in protobuf, of a length below 128.
    static byte[] NameOf(string span) => [0x2A, (byte)span.Length, .. Encoding.UTF8.GetBytes(span)];

    static IEnumerable<int> Ends(byte[] body, byte[] part)
    {
        for (var from = 0; body.AsSpan(from).IndexOf(part) is >= 0 and var at; from += at + part.Length)
        {
            yield return from + at + part.Length;
        }
    }

    async Task ListenAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _received.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray())); // a request that a listener took has an address
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
            catch (Exception) when (!_listener.IsListening)
            {
                return;
            }
            catch (Exception gone) when (gone is HttpListenerException or IOException)
            {
                // The process that sent it has ended.
            }
        }
    }
}
