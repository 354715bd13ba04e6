using System.Text.Json;
using Serverless.Bench.Policies;
using Serverless.Bench.Problems;
using Serverless.Bench.Reports;
using Serverless.Bench.Tests.Problems;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Bench.Tests.Policies;

public sealed class PolicyStudyTests
{
    /// <summary>Of the own table mj is no sum of depth and width, and (4, 4) is missing.</summary>
    readonly PolicyLoss _loss = new(OwnTable.Problem("accuracy/mj"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Means_AnyLogits_HaveTheSlopesOfFiniteDifferences(bool isLookup)
    {
        const double Step = 1e-6;
        var random = RandomStream.For(1, 0, 0);
        double[] logits = [.. Enumerable.Range(0, 8).Select(_ => random.NextNormal())];

        var (_, errorSlopes, _, costSlopes) = _loss.Means(logits, isLookup);

        for (var i = 0; i < logits.Length; i++)
        {
            var (above, below) = (At(i, Step), At(i, -Step));
            errorSlopes[i].ShouldBe((above.Error - below.Error) / (2 * Step), 1e-8);
            costSlopes[i].ShouldBe((above.Cost - below.Cost) / (2 * Step), 1e-8);
        }

        (double Error, double Cost) At(int place, double step)
        {
            double[] moved = [.. logits];
            moved[place] += step;
            var (error, _, cost, _) = _loss.Means(moved, isLookup);
            return (error, cost);
        }
    }

    [Fact]
    public void LookupShare_ASumOfChoices_IsWhole()
    {
        new PolicyLoss(Complete()).LookupShare().ShouldBe(1, 1e-12);
        _loss.LookupShare().ShouldBeLessThan(0.95);
    }

    /// <summary>Accuracy is a sum of the decisions, so the best of any weighted sum with a lookup is where the gradient leads.</summary>
    [Theory]
    [InlineData(0.03)]
    [InlineData(3)]
    public void Descend_Sums_FindsTheBestWeightedSum(double strength)
    {
        var loss = new PolicyLoss(Complete());

        PolicyStudy.Descend(loss, PolicyMethod.All[1], strength, RandomStream.For(1, 0, 0)).ShouldBe(loss.Best(strength));
    }

    [Fact]
    public void Run_AsJson_HasEveryMethodAndTheBestOfAllWeightedSums()
    {
        var document = PolicyStudy.Run([Complete()], seeds: 2, CancellationToken.None);

        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(document, BenchJson.Default.PolicyDocument), BenchJson.Default.PolicyDocument)!;
        read.Problems.ShouldHaveSingleItem().Methods.Select(method => method.Label).ShouldBe(["enumeration", "exact", "snas", "proxylessnas"]);
        read.Problems[0].Methods.ShouldAllBe(method => method.Fraction.Median > 0 && method.Fraction.Median <= 1 && method.Runs == 10);
    }

    [Fact]
    public void Create_ThreeObjectives_IsRefused() =>
        Should.Throw<BenchException>(() => new PolicyLoss(OwnTable.Problem("accuracy/ms/mj"))).Message.ShouldContain("compared on two");

    /// <summary>accuracy = 20 depth + 2 width and ms = 3 depth + width, for all depths and widths.</summary>
    static TableProblem Complete() => OwnTable.CompleteProblem();
}
