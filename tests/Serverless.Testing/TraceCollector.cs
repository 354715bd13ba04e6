using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace Serverless.Testing;

/// <summary>A collector of OpenTelemetry's HTTP protocol that keeps what processes send to it, in the bytes in which it came.</summary>
public sealed class TraceCollector : IAsyncDisposable
{
    const string Traces = "/v1/traces";
    const string Metrics = "/v1/metrics";

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
    public bool HasSpan(string service, string span, string traceId) => Has(Traces, Encoding.UTF8.GetBytes(service), Encoding.UTF8.GetBytes(span), Convert.FromHexString(traceId));

    /// <summary>Whether a process has sent values of an instrument.</summary>
    public bool HasInstrument(string service, string instrument) => Has(Metrics, Encoding.UTF8.GetBytes(service), Encoding.UTF8.GetBytes(instrument));

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _listening;
    }

    bool Has(string path, params byte[][] parts) =>
        _received.Any(message => message.Path == path && parts.All(part => message.Body.AsSpan().IndexOf(part) >= 0));

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
