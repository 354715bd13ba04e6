using Serverless.Core.Devices;
using Serverless.Core.Tests.Searches;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Devices;

public sealed class LookupEstimatorTests
{
    readonly NasBench201Space _space = new();

    [Fact]
    public void Estimate_Cell_AddsTheConstantAndEachEdge() =>
        LookupEstimator.Estimate(Device("board"), "latencyMs", _space, _space.Create([3, 3, 4, 1, 3, 0]))
            .ShouldBe(0.5 + (3 * 0.3) + 0.05 + 0.01, 1e-12);

    [Fact]
    public void Estimate_DecisionsThatDoNotCount_AddNothing()
    {
        var space = new MobileSpace("two-layers", [new MobileStage(2, 2)], mostLayers: 2);
        var prices = new Dictionary<string, double>
        {
            ["d1"] = 1,
            ["d2"] = 2,
            ["k3"] = 10,
            ["k5"] = 20,
            ["e1"] = 100,
            ["e3"] = 300,
            ["e6"] = 600,
            ["g1"] = 1_000,
            ["g2"] = 2_000,
            ["plain"] = 0,
            ["se"] = 10_000,
        };
        var device = Device("board") with { Tables = new Dictionary<string, LookupTable> { ["latencyMs"] = new(0, prices) } };

        // One layer: its depth, kernel 5, expansion 3 and squeeze-and-excitation; groups count for expansion 1 only.
        LookupEstimator.Estimate(device, "latencyMs", space, space.Create([0, 1, 1, 1, 1, 1, 2, 1, 1])).ShouldBe(1 + 20 + 300 + 10_000);
    }

    [Fact]
    public void Estimate_TableByLayer_IsTheSumOfTheLayersAndInExpectationOfItsProbabilities()
    {
        var costs = _space.Dimensions.Index().ToDictionary(
            edge => edge.Item.Name,
            IReadOnlyDictionary<string, double> (edge) => edge.Item.Choices.Index().ToDictionary(choice => choice.Item, choice => (edge.Index * 0.5) + (choice.Index * choice.Index)));
        var table = new LookupTable(0.25, new Dictionary<string, double>()) { PerDecision = costs };
        var device = Device("board") with { Tables = new Dictionary<string, LookupTable> { ["latencyMs"] = table } };
        int[] genotype = [3, 1, 4, 0, 2, 3];

        LookupEstimator.Estimate(device, "latencyMs", _space, _space.Create(genotype))
            .ShouldBe(0.25 + genotype.Index().Sum(edge => (edge.Index * 0.5) + (edge.Item * edge.Item)), 1e-12);

        // Two mixed edges: the mean over all their combinations, weighed, is the sum of each edge's own mean.
        double[] probabilities = [0.1, 0.2, 0.3, 0.15, 0.25];
        var brute = (from one in Enumerable.Range(0, 5)
                     from other in Enumerable.Range(0, 5)
                     select probabilities[one] * probabilities[other] * LookupEstimator.Estimate(device, "latencyMs", _space, _space.Create([one, other, 4, 0, 2, 3]))).Sum();
        double Mixed(int edge) => probabilities.Index().Sum(choice => choice.Item * table.CostOf(_space.Dimensions[edge].Name, _space.Dimensions[edge].Choices[choice.Index])!.Value);
        var rest = LookupEstimator.Estimate(device, "latencyMs", _space, _space.Create([0, 0, 4, 0, 2, 3]));
        brute.ShouldBe(rest - 0 - 0.5 + Mixed(0) + Mixed(1), 1e-12);
    }

    [Fact]
    public void Estimate_PairsOfChoices_IsTheExponentialOfTheirSum()
    {
        const int choices = 30;
        double Weight(int one, int other) => ((one * 7) + other) % 11 * 0.01;
        var weights = from one in Enumerable.Range(0, choices) from other in Enumerable.Range(one, choices - one) select Weight(one, other);
        var table = new LookupTable(0.5, new Dictionary<string, double>()) { Pairs = new ChoicePairs([.. weights]) };
        var device = Device("board") with { Tables = new Dictionary<string, LookupTable> { ["latencyMs"] = table } };
        int[] genotype = [3, 1, 4, 0, 2, 3];
        int[] places = [.. genotype.Select((choice, edge) => (edge * 5) + choice)];
        var sum = places.Index().Sum(one => places[one.Index..].Sum(other => Weight(one.Item, other)));

        LookupEstimator.Estimate(device, "latencyMs", _space, _space.Create(genotype)).ShouldBe(Math.Exp(0.5 + sum), 1e-9);
        Should.Throw<InvalidOperationException>(() => LookupEstimator.Estimate(device, "latencyMs", new NasBenchMacroSpace(), new NasBenchMacroSpace().Create([0, 0, 0, 0, 0, 0, 0, 0])))
            .Message.ShouldContain("is not of space 'nasbench-macro-canonical'");
    }

    [Fact]
    public void Estimate_MissingOperation_NamesItAndTheDevice() =>
        Fail("partial", "latencyMs").ShouldBe(
            "The table 'latencyMs' of device 'partial' lacks 'nor_conv_3x3' of space 'nasbench201-canonical'; add it to the device.");

    [Fact]
    public void Estimate_MissingTableOrMeasuredDevice_NamesIt()
    {
        Fail("board", "energyMj").ShouldBe("Device 'board' (Lookup) has no table of 'energyMj'.");
        Fail("local-cpu", "latencyMs").ShouldBe("Device 'local-cpu' (Measured) has no table of 'latencyMs'.");
    }

    static DeviceDefinition Device(string id) => Requests.Catalogue.Devices.First(device => device.Id == id);

    string Fail(string device, string metric) =>
        Should.Throw<InvalidOperationException>(() =>
            LookupEstimator.Estimate(Device(device), metric, _space, _space.Create([3, 3, 3, 3, 3, 3]))).Message;
}
