using System.Text;
using System.Text.Json.Nodes;
using Serverless.Cli.Local.Demo;

namespace Serverless.Cli.Tests.Local.Demo;

public sealed class PairedRequestTests
{
    static readonly byte[] Request = Encoding.UTF8.GetBytes(
        """{"name": "mine", "seed": 99, "budgets": {"trainings": 24, "wallClockSeconds": 300}, "surrogate": {"kind": "ridge"}}""");

    [Fact]
    public void Of_WithSurrogate_HasTheSeedAndNoLimitOfTime()
    {
        var paired = JsonNode.Parse(PairedRequest.Of(Request, "r", seed: 3, withSurrogate: true))!;

        paired.ToJsonString().ShouldBe("""{"name":"mine","seed":3,"budgets":{"trainings":24},"surrogate":{"kind":"ridge"}}""");
    }

    [Fact]
    public void Of_WithoutSurrogate_IsTheSameButForIt()
    {
        var paired = JsonNode.Parse(PairedRequest.Of(Request, "r", seed: 3, withSurrogate: false))!;

        paired.ToJsonString().ShouldBe("""{"name":"mine","seed":3,"budgets":{"trainings":24}}""");
    }

    [Theory]
    [InlineData("""{"seed": 1}""", "'r' asks for no surrogate")]
    [InlineData("[1]", "'r' asks for no surrogate")]
    [InlineData("{", "'r' is no JSON")]
    public void Of_RequestThatCannotBePaired_SaysWhy(string request, string message)
    {
        var failure = Should.Throw<CliException>(() => PairedRequest.Of(Encoding.UTF8.GetBytes(request), "r", 1, withSurrogate: true));

        failure.ExitCode.ShouldBe(ExitCodes.Usage);
        failure.Message.ShouldContain(message);
    }
}
