using Serverless.Samples;

namespace Serverless.Spaces.Tests.Definitions;

public sealed class NetworkPlanTests
{
    static readonly ImageShape Digits = new(1, 28, 28, 10);

    [Fact]
    public void Cost_Perceptron_IsAsComputedByHand()
    {
        var space = OwnSpaceSamples.Examples[0];
        space.TryParse("layers=2 units1=32 dropout1=0.2 units2=16 dropout2=0.5", out var architecture, out var error).ShouldBeTrue(error);

        var cost = space.Cost(architecture!, space.DefaultSkeleton, Digits);

        cost.Macs.ShouldBe((784 * 32) + (32 * 16) + (16 * 10));
        cost.Parameters.ShouldBe(cost.Macs + 32 + 16 + 10);
        cost.PeakActivations.ShouldBe(784 + 784);
    }

    [Fact]
    public void Cost_Convolutions_IsAsComputedByHand()
    {
        var space = OwnSpaceSamples.Examples[1];
        const string Notation = "convolutions=2 channels1=16 channels2=32 linears=1 units1=8 kernel=5 batchNorm=true globalAverage=false";
        space.TryParse(Notation, out var architecture, out var error).ShouldBeTrue(error);

        var cost = space.Cost(architecture!, space.DefaultSkeleton, Digits);

        // 28 × 28 pools to 14 × 14, and that to 7 × 7.
        cost.Macs.ShouldBe((25 * 16 * 28 * 28) + (25 * 16 * 32 * 14 * 14) + (32 * 7 * 7 * 8) + (8 * 10));
        cost.Parameters.ShouldBe((25 * 16) + 16 + (2 * 16) + (25 * 16 * 32) + 32 + (2 * 32) + (32 * 7 * 7 * 8) + 8 + (8 * 10) + 10);
        cost.PeakActivations.ShouldBe((16 * 28 * 28) + (16 * 14 * 14));
    }

    [Fact]
    public void Cost_QuantisedBlocks_CountsBitOperationsByTheirWidths()
    {
        var shape = new ImageShape(2, 4, 4, 3);
        var space = OwnSpaceSamples.Of("bits", shape, """
            {
              "dimensions": [{ "name": "bits", "type": "choice", "choices": [4, 32] }],
              "network": [
                { "block": "conv", "channels": 4, "kernel": 1, "bits": "$bits" },
                { "block": "depthwise", "kernel": 1, "bits": 8 },
                { "block": "linear", "units": 8, "bits": "$bits" }
              ]
            }
            """);

        const int Depthwise = 4 * 16 * (64 + 16);
        const int Classifier = 8 * 3 * (1_024 + 64 + 3);
        BitsOf(0).ShouldBe((2 * 4 * 16 * (16 + 8 + 1)) + Depthwise + (64 * 8 * (16 + 8 + 6)) + Classifier);
        BitsOf(1).ShouldBe((2 * 4 * 16 * (1_024 + 64 + 1)) + Depthwise + (64 * 8 * (1_024 + 64 + 6)) + Classifier);
        space.HasBitWidths.ShouldBeTrue();
        OwnSpaceSamples.Blocks.HasBitWidths.ShouldBeFalse();

        long BitsOf(int choice) => space.Cost(space.Create([choice]), space.DefaultSkeleton, shape).BitOperations;
    }

    [Fact]
    public void Cost_AttentionAndProjections_IsAsComputedByHand()
    {
        var space = OwnSpaceSamples.Of("attention", new ImageShape(4, 6, 6, 3), """
            {
              "dimensions": [{ "name": "heads", "type": "choice", "choices": [1, 2] }],
              "network": [
                { "block": "residual", "blocks": [{ "block": "conv", "channels": 8, "kernel": 3, "stride": 2, "groups": 2 }] },
                { "block": "attention", "heads": "$heads" }
              ]
            }
            """);

        var cost = space.Cost(space.Create([1]), space.DefaultSkeleton, new ImageShape(4, 6, 6, 3));

        // 6 × 6 becomes 3 × 3: nine positions of eight channels.
        cost.Macs.ShouldBe((9 * 2 * 8 * 9) + (4 * 8 * 9) + (8 * 24 * 9) + (2 * 9 * 9 * 8) + (8 * 8 * 9) + (8 * 3));
        cost.Parameters.ShouldBe((9 * 2 * 8) + 8 + (4 * 8) + (8 * 24) + 24 + (8 * 8) + 8 + (8 * 3) + 3);
    }

    [Theory]
    [InlineData("gru", 3)]
    [InlineData("lstm", 4)]
    public void Cost_Recurrence_IsAsComputedByHand(string cell, int gates)
    {
        var shape = new ImageShape(2, 7, 5, 3);
        var space = OwnSpaceSamples.Of("recurrent", shape, $$"""
            {
              "dimensions": [{ "name": "units", "type": "choice", "choices": [4, 6] }],
              "network": [
                { "block": "{{cell}}", "units": "$units", "sequence": true },
                { "block": "{{cell}}", "units": 8 }
              ]
            }
            """);

        var cost = space.Cost(space.Create([1]), space.DefaultSkeleton, shape);

        // Seven steps of ten numbers, then of six; two biases to a gate.
        cost.Macs.ShouldBe((7 * gates * 6 * (10 + 6)) + (7 * gates * 8 * (6 + 8)) + (8 * 3));
        cost.Parameters.ShouldBe((gates * 6 * (10 + 6 + 2)) + (gates * 8 * (6 + 8 + 2)) + (8 * 3) + 3);
        cost.PeakActivations.ShouldBe(7 * ((gates * 8) + 8));
        space.Plan(space.Create([1]), shape).Blocks.Select(block => block.Output)
            .ShouldBe([new(6, 7, 1, IsVector: false), new(8, 1, 1, IsVector: true)]);
    }

    [Fact]
    public void Cost_WindowsOfTwoSides_IsAsComputedByHand()
    {
        var shape = new ImageShape(1, 49, 10, 4);
        var space = OwnSpaceSamples.Of("sides", shape, """
            {
              "dimensions": [{ "name": "width", "type": "choice", "choices": [1, 3] }],
              "network": [
                { "block": "conv", "channels": 6, "kernel": 9, "kernelWidth": "$width", "stride": 2, "strideWidth": 1 },
                { "block": "residual", "blocks": [{ "block": "depthwise", "kernel": 5, "kernelWidth": 1, "stride": 1, "strideWidth": 2, "bias": false }] },
                { "block": "pool", "kind": "max", "kernel": 5, "kernelWidth": 1 }
              ]
            }
            """);

        var cost = space.Cost(space.Create([1]), space.DefaultSkeleton, shape);

        // 49 × 10 becomes 25 × 10, 25 × 5, and 5 × 5.
        cost.Macs.ShouldBe((9 * 3 * 6 * 25 * 10) + (5 * 6 * 25 * 5) + (6 * 6 * 25 * 5) + (6 * 4));
        cost.Parameters.ShouldBe((9 * 3 * 6) + 6 + (5 * 6) + (6 * 6) + (6 * 4) + 4);
        space.Plan(space.Create([1]), shape).Output.ShouldBe(new(6, 5, 5, IsVector: false));
    }

    [Fact]
    public void Plan_LayersThatDoNotCount_AreNotThere()
    {
        var space = OwnSpaceSamples.Examples[0];

        var names = space.Plan(space.Create([1, 3, 2, 5, 1, 4, 2]), Digits).Blocks.Select(block => $"{block.Name}:{block.Output.Channels}");

        names.ShouldBe(["flatten1:784", "linear1:8", "activation1:8", "dropout1:8", "linear2:13", "activation2:13", "dropout2:13"]);
    }

    [Fact]
    public void Plan_NestedRepeats_CountsEachByItsOwnName()
    {
        var space = OwnSpaceSamples.Of("nested", Digits, """
            {
              "dimensions": [{ "name": "width1", "type": "choice", "choices": [4, 8] }, { "name": "width2", "type": "choice", "choices": [16, 32] }],
              "network": [
                {
                  "block": "repeat", "count": 2, "index": "stage",
                  "blocks": [
                    { "block": "repeat", "count": 2, "index": "layer", "blocks": [{ "block": "conv", "channels": { "times": ["$width{stage}", "$layer"] }, "kernel": 1 }] }
                  ]
                }
              ]
            }
            """);

        space.Plan(space.Create([0, 1]), Digits).Blocks.Select(block => block.Output.Channels).ShouldBe([4, 8, 32, 64]);
    }
}
