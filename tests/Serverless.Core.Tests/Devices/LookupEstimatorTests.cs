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
