using Serverless.Samples;

namespace Serverless.Spaces.Tests.Definitions;

public sealed class DefinitionFaultTests
{
    static readonly ImageShape Images = new(3, 8, 8, 4);

    [Theory]
    [InlineData("""{ "name": "a b", "type": "boolean" }""", "/definition/dimensions/0/name", "'a b' is not a valid decision name")]
    [InlineData("""{ "name": "a", "type": "colour" }""", "/definition/dimensions/0/type", "choice, boolean, integer or real")]
    [InlineData("""{ "name": "a", "type": "choice" }""", "/definition/dimensions/0/choices", "1 to 64 choices, not 0")]
    [InlineData("""{ "name": "a", "type": "choice", "choices": ["x", "y z"] }""", "/definition/dimensions/0/choices/1", "'y z' is not a valid choice")]
    [InlineData("""{ "name": "a", "type": "choice", "choices": [1, 1] }""", "/definition/dimensions/0/choices/1", "is repeated")]
    [InlineData("""{ "name": "a", "type": "boolean", "low": 1 }""", "/definition/dimensions/0/low", "remove this field")]
    [InlineData("""{ "name": "a", "type": "integer", "low": 1 }""", "/definition/dimensions/0/high", "required")]
    [InlineData("""{ "name": "a", "type": "integer", "low": 5, "high": 1 }""", "/definition/dimensions/0/high", "below low, 5")]
    [InlineData("""{ "name": "a", "type": "integer", "low": 1, "high": 1000 }""", "/definition/dimensions/0/high", "more than 64")]
    [InlineData("""{ "name": "a", "type": "integer", "low": 1, "high": 9, "step": 0.5 }""", "/definition/dimensions/0/step", "whole number")]
    [InlineData("""{ "name": "a", "type": "integer", "low": 0, "high": 9, "scale": "log", "levels": 3 }""", "/definition/dimensions/0/low", "above 0, not at 0")]
    [InlineData("""{ "name": "a", "type": "real", "low": 0, "high": 1 }""", "/definition/dimensions/0/levels", "required")]
    [InlineData("""{ "name": "a", "type": "real", "low": 0, "high": 1, "levels": 65 }""", "/definition/dimensions/0/levels", "not 65")]
    [InlineData("""{ "name": "a", "type": "real", "low": 0, "high": 1, "levels": 3, "scale": "cubic" }""", "/definition/dimensions/0/scale", "linear or log")]
    [InlineData("""{ "name": "a", "type": "boolean", "when": { "b": [1] } }""", "/definition/dimensions/0/when/b", "not an earlier decision")]
    [InlineData("""{ "name": "a", "type": "boolean" }, { "name": "a", "type": "boolean" }""", "/definition/dimensions/1/name", "already the name of an earlier decision")]
    [InlineData("""{ "name": "a", "type": "boolean" }, { "name": "b", "type": "boolean", "when": { "a": ["yes"] } }""", "/definition/dimensions/1/when/a/0", "use one of false, true")]
    public void Check_Dimension_NamesPlaceAndRemedy(string dimensions, string pointer, string message) =>
        RequireFault($$"""{ "dimensions": [{{dimensions}}], "network": [] }""", pointer, message);

    [Fact]
    public void Check_MoreNumbersThanAVectorTakes_NamesTheBlock() =>
        OwnSpaceSamples.Check("large", new ImageShape(2_000, 2_000, 2_000, 4), """{ "dimensions": [{ "name": "n", "type": "boolean" }], "network": [{ "block": "flatten" }] }""", out _)
            .ShouldHaveSingleItem().Pointer.ShouldBe("/definition/network/0");

    [Theory]
    [InlineData("""{ "left": "b", "operator": "<", "right": 1 }""", "/definition/constraints/0/left", "use one of n")]
    [InlineData("""{ "left": "n", "operator": "<", "right": "n" }""", "/definition/constraints/0/right", "with itself")]
    [InlineData("""{ "left": "n", "operator": "~", "right": 1 }""", "/definition/constraints/0/operator", "'~' is not an operator")]
    [InlineData("""{ "left": "n", "operator": ">", "right": 64 }""", "/definition/constraints", "0 meet the constraints")]
    public void Check_Constraint_NamesPlaceAndRemedy(string constraint, string pointer, string message) => RequireFault(
        $$"""{ "dimensions": [{ "name": "n", "type": "integer", "low": 1, "high": 64 }, { "name": "b", "type": "boolean" }], "constraints": [{{constraint}}], "network": [] }""",
        pointer, message);

    [Theory]
    [InlineData("""{ "block": "conv", "channels": "$m", "kernel": 3 }""", "/definition/network/0/channels", "'m' is not a decision; use one of n, b")]
    [InlineData("""{ "block": "conv", "channels": "$b", "kernel": 3 }""", "/definition/network/0/channels", "are not numbers")]
    [InlineData("""{ "block": "conv", "channels": "n", "kernel": 3 }""", "/definition/network/0/channels", "with a $")]
    [InlineData("""{ "block": "conv", "channels": 4, "kernel": 3, "bits": 9 }""", "/definition/network/0/bits", "9 must be a whole number from 2 to 8, or 32, which quantises nothing")]
    [InlineData("""{ "block": "depthwise", "kernel": 3, "bits": "$n" }""", "/definition/network/0/bits", "from 2 to 8, or 32")]
    [InlineData("""{ "block": "linear", "units": 4, "bits": "eight" }""", "/definition/network/0/bits", "with a $")]
    [InlineData("""{ "block": "conv", "channels": 4, "kernel": 2 }""", "/definition/network/0/kernel", "2 is even")]
    [InlineData("""{ "block": "conv", "channels": 4, "kernel": 3, "groups": 2 }""", "/definition/network/0/groups", "2 groups do not divide 3")]
    [InlineData("""{ "block": "conv", "channels": 4, "kernel": 3, "kernelWidth": 4 }""", "/definition/network/0/kernelWidth", "4 is even")]
    [InlineData("""{ "block": "pool", "kind": "max", "kernel": 2, "kernelWidth": 9 }""", "/definition/network/0/kernelWidth", "A window of 2 × 9 is larger than the map")]
    [InlineData("""{ "block": "gru", "units": 5000 }""", "/definition/network/0/units", "from 1 to 4,096")]
    [InlineData("""{ "block": "lstm", "units": 4 }, { "block": "gru", "units": 4 }""", "/definition/network/1", "'gru' reads feature maps, but its input is a vector of 4")]
    [InlineData("""{ "block": "pool", "kind": "max", "kernel": 9 }""", "/definition/network/0/kernel", "larger than the map, 3 × 8 × 8")]
    [InlineData("""{ "block": "pool", "kind": "least", "kernel": 2 }""", "/definition/network/0/kind", "max, average")]
    [InlineData("""{ "block": "flatten" }, { "block": "conv", "channels": 4, "kernel": 3 }""", "/definition/network/1", "its input is a vector of 192")]
    [InlineData("""{ "block": "attention", "heads": 2 }""", "/definition/network/0/heads", "2 heads do not divide 3")]
    [InlineData("""{ "block": "dropout", "rate": 1 }""", "/definition/network/0/rate", "below 1")]
    [InlineData("""{ "block": "residual", "blocks": [{ "block": "pool", "kind": "max", "kernel": 3, "stride": 1 }] }""", "/definition/network/0/blocks", "cannot be added")]
    [InlineData("""{ "block": "residual", "blocks": [] }""", "/definition/network/0/blocks", "no blocks to add the input to")]
    [InlineData("""{ "block": "repeat", "count": 64, "blocks": [{ "block": "flatten" }, { "block": "flatten" }, { "block": "flatten" }, { "block": "flatten" }] }""", "/definition/network/0/blocks/3", "at most 200 blocks")]
    [InlineData("""{ "block": "repeat", "count": 2, "index": "n", "blocks": [] }""", "/definition/network/0/index", "'n' is the name of a decision")]
    [InlineData("""{ "block": "linear", "units": "$n", "when": { "b": ["maybe"] } }""", "/definition/network/0/when/b/0", "use one of false, true")]
    [InlineData("""{ "block": "linear", "units": "$k" }""", "/definition/network/0/units", "'k' does not apply here")]
    [InlineData("""{ "block": "linear", "units": 16384 }, { "block": "linear", "units": 16384 }, { "block": "linear", "units": 16384 }""", "/definition/network", "Make it smaller")]
    public void Check_Network_NamesPlaceAndRemedy(string network, string pointer, string message) => RequireFault(
        $$"""
        {
          "dimensions": [
            { "name": "n", "type": "integer", "low": 1, "high": 8 }, { "name": "b", "type": "boolean" },
            { "name": "k", "type": "integer", "low": 1, "high": 8, "when": { "b": [true] } }
          ],
          "network": [{{network}}]
        }
        """,
        pointer, message);

    static void RequireFault(string json, string pointer, string message)
    {
        var faults = OwnSpaceSamples.Check("faulty", Images, json, out var space);

        space.ShouldBeNull();
        faults.Where(fault => fault.Pointer == pointer).ShouldHaveSingleItem(string.Join('\n', faults)).Message.ShouldContain(message);
    }
}
