using Serverless.Cli.Output;

namespace Serverless.Cli.Tests.Output;

public sealed class PlainTextTests
{
    [Fact]
    public void Of_EscapeSequencesAndLineBreaks_CannotReachTheTerminal() =>
        PlainText.Of("a\u001b[31mred\r\nb\u0007").ShouldBe("a [31mred  b ");
}
