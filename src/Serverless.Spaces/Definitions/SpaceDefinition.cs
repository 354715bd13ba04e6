using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Spaces.Definitions;

/// <summary>A search space of one's own: its decisions, which of them go together, and the network that they make.</summary>
/// <remarks>Two definitions are equal when their JSON is; nothing else about them counts.</remarks>
public sealed record SpaceDefinition
{
    /// <value>Decisions, 1 to 64; a condition is on an earlier one.</value>
    public required IReadOnlyList<DimensionDefinition> Dimensions { get; init; }

    /// <value>What every architecture fulfils, at most 64.</value>
    public IReadOnlyList<ConstraintDefinition> Constraints { get; init => field = value ?? []; } = [];

    /// <value>Blocks, front to back, without the classifier: global average pooling of a feature map, then a linear layer, are added at the end.</value>
    public required IReadOnlyList<BlockDefinition> Network { get; init; }

    /// <value>16 hexadecimal digits of the SHA-256 of decisions and network: constraints do not change what an architecture is.</value>
    [JsonIgnore]
    public string ContentHash => field ??= HashOf(this with { Constraints = [] });

    /// <value>Whether a block says how many bits it has.</value>
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

/// <summary>One decision of a space of one's own.</summary>
public sealed record DimensionDefinition
{
    /// <value>1 to 40 letters, digits and underscores, a letter first; unique.</value>
    public required string Name { get; init; }

    /// <value><c>choice</c>, <c>boolean</c>, <c>integer</c> or <c>real</c>. All become finite ordered choices, at most 64.</value>
    public required string Type { get; init; }

    /// <value>Of a <c>choice</c>: texts or numbers, in order.</value>
    public IReadOnlyList<DefinitionValue>? Choices { get; init; }

    /// <value>Of <c>integer</c> and <c>real</c>: the least value.</value>
    public double? Low { get; init; }

    /// <value>Of <c>integer</c> and <c>real</c>: the largest value.</value>
    public double? High { get; init; }

    /// <value>Of <c>integer</c>: how far choices are apart. Default 1.</value>
    public double? Step { get; init; }

    /// <value>How many values are taken between low and high, both included: of <c>real</c> always, of <c>integer</c> in place of a step.</value>
    public int? Levels { get; init; }

    /// <value><c>linear</c>, the default, or <c>log</c>: equal ratios between levels, and low above 0.</value>
    public string? Scale { get; init; }

    /// <value>When it counts: the name of one earlier decision, and those of its choices. Null: always.</value>
    public IReadOnlyDictionary<string, IReadOnlyList<DefinitionValue>>? When { get; init; }
}

/// <summary>A comparison that holds in every architecture in which the decisions count that it names.</summary>
public sealed record ConstraintDefinition
{
    /// <value>The name of a decision of numbers.</value>
    public required string Left { get; init; }

    /// <value><c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>, <c>==</c> or <c>!=</c>.</value>
    public required string Operator { get; init; }

    /// <value>The name of another decision of numbers, or a number.</value>
    public required DefinitionValue Right { get; init; }
}

/// <summary>Writes definitions, for their hashes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SpaceDefinition))]
sealed partial class DefinitionJson : JsonSerializerContext;

/// <summary>One fault of a definition.</summary>
/// <param name="Pointer">JSON pointer from the space's section, for example <c>/definition/network/3/kernel</c>.</param>
/// <param name="Message">Names the value and the remedy.</param>
public sealed record DefinitionFault(string Pointer, string Message);
