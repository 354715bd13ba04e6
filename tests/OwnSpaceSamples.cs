using System.Text.Json;
using Serverless.Spaces;
using Serverless.Spaces.Definitions;
using Serverless.Testing;

namespace Serverless.Samples;

/// <summary>User-defined search spaces, for tests in several projects.</summary>
static class OwnSpaceSamples
{
    static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <value>Every kind of block and decision, conditions and constraints.</value>
    public static OwnSpace Blocks { get; } = Of("blocks", new ImageShape(2, 16, 12, 5), """
        {
          "dimensions": [
            { "name": "width", "type": "integer", "low": 4, "high": 12, "step": 4 },
            { "name": "depth", "type": "integer", "low": 1, "high": 3 },
            { "name": "kernel1", "type": "choice", "choices": [3, 5] },
            { "name": "kernel2", "type": "choice", "choices": [3, 5], "when": { "depth": [2, 3] } },
            { "name": "kernel3", "type": "choice", "choices": [3, 5], "when": { "depth": [3] } },
            { "name": "activation", "type": "choice", "choices": ["relu", "relu6", "leakyRelu", "hardswish", "silu", "gelu", "sigmoid", "tanh"] },
            { "name": "norm", "type": "choice", "choices": ["batch", "layer"] },
            { "name": "attends", "type": "boolean" },
            { "name": "heads", "type": "choice", "choices": [1, 2, 4], "when": { "attends": [true] } },
            { "name": "pool", "type": "choice", "choices": ["max", "average"] },
            { "name": "units", "type": "integer", "low": 4, "high": 32, "scale": "log", "levels": 4 },
            { "name": "dropout", "type": "real", "low": 0, "high": 0.5, "levels": 3 }
          ],
          "constraints": [
            { "left": "units", "operator": ">=", "right": "width" },
            { "left": "kernel2", "operator": "<=", "right": "kernel1" },
            { "left": "kernel3", "operator": "<=", "right": "kernel2" }
          ],
          "network": [
            { "block": "conv", "channels": "$width", "kernel": 3, "bias": false },
            { "block": "norm", "kind": "$norm" },
            {
              "block": "repeat", "count": "$depth",
              "blocks": [
                {
                  "block": "residual",
                  "blocks": [
                    { "block": "depthwise", "kernel": "$kernel{i}", "stride": 2, "when": { "i": [1] } },
                    { "block": "depthwise", "kernel": "$kernel{i}", "when": { "i": [2, 3] } },
                    { "block": "conv", "channels": { "times": ["$width", 2] }, "kernel": 1, "groups": 2 },
                    { "block": "activation", "kind": "$activation" }
                  ]
                }
              ]
            },
            { "block": "residual", "when": { "attends": [true] }, "blocks": [{ "block": "attention", "heads": "$heads" }] },
            { "block": "pool", "kind": "$pool", "kernel": 2 },
            { "block": "globalPool", "when": { "attends": [true] } },
            { "block": "linear", "units": "$units" },
            { "block": "norm", "kind": "$norm" },
            { "block": "activation", "kind": "$activation" },
            { "block": "residual", "blocks": [{ "block": "linear", "units": { "times": ["$units", 2] }, "bias": false }] },
            { "block": "dropout", "rate": "$dropout" }
          ]
        }
        """);

    /// <value>Networks that can be enlarged in every way that keeps what they compute, and cut.</value>
    public static OwnSpace Growing { get; } = Of("growing", new ImageShape(2, 8, 8, 3), """
        {
          "dimensions": [
            { "name": "channels", "type": "choice", "choices": [2, 4, 6, 8] },
            { "name": "kernel", "type": "choice", "choices": [1, 3, 5] },
            { "name": "layers", "type": "integer", "low": 0, "high": 2 },
            { "name": "channels1", "type": "choice", "choices": [4, 6, 8, 12], "when": { "layers": [1, 2] } },
            { "name": "channels2", "type": "choice", "choices": [4, 6, 8, 12], "when": { "layers": [2] } },
            { "name": "linears", "type": "integer", "low": 1, "high": 2 },
            { "name": "units1", "type": "choice", "choices": [6, 8, 10, 20] },
            { "name": "units2", "type": "choice", "choices": [6, 8, 10, 20], "when": { "linears": [2] } },
            { "name": "function", "type": "choice", "choices": ["relu", "tanh"] }
          ],
          "network": [
            { "block": "conv", "channels": "$channels", "kernel": "$kernel", "bias": false },
            { "block": "norm", "kind": "batch" },
            { "block": "activation", "kind": "$function" },
            { "block": "pool", "kind": "max", "kernel": 2 },
            {
              "block": "repeat", "count": "$layers",
              "blocks": [
                { "block": "conv", "channels": "$channels{i}", "kernel": 3 },
                { "block": "norm", "kind": "batch" },
                { "block": "activation", "kind": "$function" }
              ]
            },
            { "block": "depthwise", "kernel": "$kernel" },
            { "block": "activation", "kind": "relu" },
            { "block": "flatten" },
            {
              "block": "repeat", "count": "$linears",
              "blocks": [{ "block": "linear", "units": "$units{i}" }, { "block": "activation", "kind": "relu" }]
            },
            { "block": "dropout", "rate": 0.5 }
          ]
        }
        """);

    /// <value>The spaces of the examples, no wider than tests have time for.</value>
    public static IReadOnlyList<OwnSpace> Examples { get; } = [OfExample("own-space-mlp.json"), OfExample("own-space-cnn.json")];

    /// <value>Those of the examples that read spectrograms and sequences.</value>
    public static IReadOnlyList<OwnSpace> Sequences { get; } =
        [OfExample("keyword-spotting.json", new(1, 49, 10, 4)), OfExample("sequences.json", new(1, 24, 3, 3))];

    public static IEnumerable<OwnSpace> All => [Blocks, .. Examples, .. Sequences];

    /// <summary>The space of a definition that has no faults.</summary>
    public static OwnSpace Of(string name, ImageShape shape, string json)
    {
        var faults = Check(name, shape, json, out var space);
        return space ?? throw new InvalidOperationException(string.Join(' ', faults));
    }

    /// <summary>What is wrong with a definition.</summary>
    public static IReadOnlyList<DefinitionFault> Check(string name, ImageShape shape, string json, out OwnSpace? space) => OwnSpaces.Check(
        new SpaceSpecification { Name = name, Definition = JsonSerializer.Deserialize<SpaceDefinition>(json, Options)!, Input = shape }, out space);

    /// <summary>An example of examples/, with at most 128 channels.</summary>
    public static string Narrow(string file) => File.ReadAllText(Path.Combine(RepositoryPaths.Root, "examples", file))
        .Replace("""
            "high": 1024, "scale": "log", "levels": 19
            """, """
            "high": 128, "scale": "log", "levels": 13
            """, StringComparison.Ordinal);

    static OwnSpace OfExample(string file, ImageShape? shape = null)
    {
        using var request = JsonDocument.Parse(Narrow(file));
        var space = request.RootElement.GetProperty("space");
        return Of(space.GetProperty("name").GetString()!, shape ?? new ImageShape(1, 28, 28, 10), space.GetProperty("definition").GetRawText());
    }
}
