using Serverless.Bench.Supernets;

namespace Serverless.Bench.Tests.Supernets;

public sealed class SupernetStudyTests
{
    static readonly double[] Rising = [1, 2, 3, 4];
    static readonly double[] Falling = [4, 3, 2, 1];
    static readonly double[] Swapped = [2, 1, 3, 4]; // one of six pairs

    [Fact]
    public void Agreement_ThreeTrainings_IsTheMedianOfTheirPairs() =>
        SupernetStudy.Agreement([Rising, Falling, Swapped]).ShouldBe(-2.0 / 3, 1e-12, "of −1, 2/3 and −2/3");

    [Fact]
    public void OfMean_NoiseThatCancelsOut_IsCorrelationWithTheMean()
    {
        double[] above = [1, 2, 7, 4];
        double[] below = [1, 2, -1, 4];
        IReadOnlyDictionary<string, double[]> metrics = new Dictionary<string, double[]> { ["macs"] = Rising, ["snip"] = Falling };

        var tau = SupernetStudy.OfMean([(metrics, above), (metrics, below)]);

        tau.ShouldBe(new Dictionary<string, double> { ["macs"] = 1, ["snip"] = -1 });
    }
}
