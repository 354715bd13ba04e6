using System.Text;

namespace Serverless.Cli.Tests.OddInputs;

/// <summary>A writer that fails like a full disk, or a pipe that nobody reads any more.</summary>
sealed class FullWriter : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new IOException("No space left on device");

    public override void Flush() => throw new IOException("No space left on device");
}
