using Serverless.Cli.Local.Demo;

namespace Serverless.Cli.Tests.Local.Demo;

public sealed class HypervolumePairTests
{
    [Fact]
    public void Write_EvenNumberOfSeeds_HasMediansBetweenTheMiddleTwo()
    {
        using var output = new StringWriter();

        HypervolumePair.Write(output, Pairing.BySurrogate, [new(1, 32, 31), new(2, 30, 31), new(3, 34, 31), new(4, 31, 31)]);

        var lines = output.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        lines[0].ShouldBe(["seed", "with", "without", "difference"]);
        lines[2].ShouldBe(["2", "30.0000", "31.0000", "-1.0000"]);
        lines[5].ShouldBe(["median", "31.5000", "31.0000", "0.5000"]);
        string.Join(' ', lines[6]).ShouldBe(
            "Hypervolume of the final front. with: with the surrogate; without: without the surrogate. The first is at least as good for 3 of 4 seeds.");
    }
}
