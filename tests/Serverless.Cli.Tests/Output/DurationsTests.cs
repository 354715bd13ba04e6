using Serverless.Cli.Output;

namespace Serverless.Cli.Tests.Output;

public sealed class DurationsTests
{
    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(7.9, "0:07")]
    [InlineData(187, "3:07")]
    [InlineData(3787, "1:03:07")]
    [InlineData(90_000, "25:00:00")]
    public void Text_Seconds_ReadsAsClock(double seconds, string text) => Durations.Text(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
}
