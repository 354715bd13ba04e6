using System.Text.Json.Serialization;

namespace Serverless.Bench.Reports;

/// <summary>How the answer is written as JSON: camelCase, nulls left out, infinities by name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(BenchDocument))]
public sealed partial class BenchJson : JsonSerializerContext;
