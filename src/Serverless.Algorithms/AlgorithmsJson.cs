using System.Text.Json.Serialization;

namespace Serverless.Algorithms;

/// <summary>How algorithm states are written: like all contracts, and with infinities and NaN by name, which objectives may be.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = false)]
[JsonSerializable(typeof(AlgorithmState))]
public sealed partial class AlgorithmsJson : JsonSerializerContext;
