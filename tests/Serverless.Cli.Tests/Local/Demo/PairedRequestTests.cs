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
        var paired = JsonNode.Parse(PairedRequest.Of(Request, "r", seed: 3, Pairing.BySurrogate.First))!;

        paired.ToJsonString().ShouldBe("""{"name":"mine","seed":3,"budgets":{"trainings":24},"surrogate":{"kind":"ridge"}}""");
    }

    [Fact]
    public void Of_WithoutSurrogate_IsTheSameButForIt()
    {
        var paired = JsonNode.Parse(PairedRequest.Of(Request, "r", seed: 3, Pairing.BySurrogate.Second))!;

        paired.ToJsonString().ShouldBe("""{"name":"mine","seed":3,"budgets":{"trainings":24}}""");
    }

    [Fact]
    public void Of_HalfAgainstAnotherAlgorithm_DiffersInTrainingsAndAlgorithm()
    {
        var pairing = Pairing.Against("""{"name": "nsga2", "populationSize": 8}""");

        Text(pairing.First).ShouldBe("""{"name":"mine","seed":3,"budgets":{"trainings":12},"surrogate":{"kind":"ridge"}}""");
        Text(pairing.Second).ShouldBe("""{"name":"mine","seed":3,"budgets":{"trainings":24},"algorithm":{"name":"nsga2","populationSize":8}}""");
        pairing.Second.Words.ShouldBe("nsga2, all trainings");

        string Text(PairedArm arm) => JsonNode.Parse(PairedRequest.Of(Request, "r", seed: 3, arm))!.ToJsonString();
    }

    [Fact]
    public void Of_NothingToHalve_IsRefused() =>
        Should.Throw<CliException>(() => PairedRequest.Of("""{"budgets": {"trainings": 1}}"""u8.ToArray(), "r", 1, Pairing.Against("random").First))
            .Message.ShouldContain("'r' needs budgets.trainings");

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"name\": {}}")]
    public void Against_NoAlgorithm_IsRefused(string algorithm) =>
        Should.Throw<CliException>(() => Pairing.Against(algorithm)).ExitCode.ShouldBe(ExitCodes.Usage);

    [Theory]
    [InlineData("""{"seed": 1}""", "'r' does not use a surrogate")]
    [InlineData("[1]", "'r' is not a JSON object")]
    [InlineData("{", "'r' is not valid JSON")]
    public void Of_RequestThatCannotBePaired_SaysWhy(string request, string message)
    {
        var failure = Should.Throw<CliException>(() => PairedRequest.Of(Encoding.UTF8.GetBytes(request), "r", 1, Pairing.BySurrogate.First));

        failure.ExitCode.ShouldBe(ExitCodes.Usage);
        failure.Message.ShouldContain(message);
    }
}
