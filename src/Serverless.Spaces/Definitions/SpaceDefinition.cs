using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Spaces.Definitions;

/// <summary>The definition of a user's search space: its decisions, the constraints between them, and the resulting network.</summary>
/// <remarks>Two definitions are equal if their JSON is equal.</remarks>
public sealed record SpaceDefinition
{
    /// <value>The decisions, 1 to 64; a condition can only refer to an earlier one.</value>
    public required IReadOnlyList<DimensionDefinition> Dimensions { get; init; }

    /// <value>The constraints that every architecture satisfies, at most 64.</value>
    public IReadOnlyList<ConstraintDefinition> Constraints { get; init => field = value ?? []; } = [];

    /// <value>
    /// The blocks, front to back, without the classifier: global average pooling of a feature map, then a linear layer, are added at the end.
    /// </value>
    public required IReadOnlyList<BlockDefinition> Network { get; init; }

    /// <value>
    /// 16 hexadecimal digits of the SHA-256 of decisions and network; without constraints, which do not change the meaning of an architecture.
    /// </value>
    [JsonIgnore]
    public string ContentHash => field ??= HashOf(this with { Constraints = [] });

    /// <value>Whether a block has a bit width.</value>
    [JsonIgnore]
    public bool HasBitWidths => Network.Any(HasBits);

    string Identity => field ??= HashOf(this);

    public bool Equals(SpaceDefinition? other) => other is not null && Identity == other.Identity;

    public override int GetHashCode() => Identity.GetHashCode(StringComparison.Ordinal);

    static bool HasBits(BlockDefinition block) => block.Bits is not null || (block.Blocks ?? []).Any(HasBits);

    static string HashOf(SpaceDefinition definition)
    {
        const int Digits = 16;
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(definition, DefinitionJson.Default.SpaceDefinition)))[..Digits];
    }
}

/// <summary>One decision of a user-defined space.</summary>
public sealed record DimensionDefinition
{
    /// <value>The name: 1 to 40 letters, digits and underscores, a letter first; unique.</value>
    public required string Name { get; init; }

    /// <value>The type: <c>choice</c>, <c>boolean</c>, <c>integer</c> or <c>real</c>. All become finite ordered choices, at most 64.</value>
    public required string Type { get; init; }

    /// <value>For <c>choice</c>: texts or numbers, in order.</value>
    public IReadOnlyList<DefinitionValue>? Choices { get; init; }

    /// <value>For <c>integer</c> and <c>real</c>: the least value.</value>
    public double? Low { get; init; }

    /// <value>For <c>integer</c> and <c>real</c>: the largest value.</value>
    public double? High { get; init; }

    /// <value>For <c>integer</c>: the difference between choices. Default 1.</value>
    public double? Step { get; init; }

    /// <value>Number of values between low and high, both included: required for <c>real</c>; for <c>integer</c> instead of a step.</value>
    public int? Levels { get; init; }

    /// <value>The scale: <c>linear</c>, the default, or <c>log</c>: equal ratios between levels, and low greater than 0.</value>
    public string? Scale { get; init; }

    /// <value>The condition under which it is active: the name of one earlier decision, and some of its choices. Null: always.</value>
    public IReadOnlyDictionary<string, IReadOnlyList<DefinitionValue>>? When { get; init; }
}

/// <summary>A comparison that holds in every architecture in which the decisions that it names are active.</summary>
public sealed record ConstraintDefinition
{
    /// <value>The name of a numeric decision.</value>
    public required string Left { get; init; }

    /// <value>The operator: <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>, <c>==</c> or <c>!=</c>.</value>
    public required string Operator { get; init; }

    /// <value>The name of another numeric decision, or a number.</value>
    public required DefinitionValue Right { get; init; }
}

/// <summary>Serialises definitions, for their hashes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SpaceDefinition))]
sealed partial class DefinitionJson : JsonSerializerContext;

/// <summary>An error in a definition.</summary>
/// <param name="Pointer">JSON pointer from the space's section, for example <c>/definition/network/3/kernel</c>.</param>
/// <param name="Message">The message, which names the value and a remedy.</param>
public sealed record DefinitionFault(string Pointer, string Message);
