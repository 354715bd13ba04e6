using System.Globalization;
using System.Text;

namespace Serverless.Cli.Output;

/// <summary>A writer that hands its failures, such as a full disk, to somebody who knows what they mean.</summary>
/// <param name="inner">What is written to.</param>
/// <param name="failed">Told of each failure; may throw another.</param>
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
