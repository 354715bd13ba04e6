using System.Globalization;
using System.Text;

namespace Serverless.Cli.Output;

/// <summary>A writer that passes its failures, such as a full disk, to a handler.</summary>
/// <param name="inner">The writer to write to.</param>
/// <param name="failed">Called with each failure; can throw another exception.</param>
sealed class GuardedWriter(TextWriter inner, Action<Exception> failed) : TextWriter(CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Flush() => Try(inner.Flush);

    void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            failed(fault);
        }
    }
}
