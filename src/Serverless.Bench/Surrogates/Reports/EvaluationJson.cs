using System.Text.Json.Serialization;

namespace Serverless.Bench.Surrogates.Reports;

/// <summary>How the answer is written as JSON: camelCase, nulls left out, infinities and NaN by name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(EvaluationDocument))]
public sealed partial class EvaluationJson : JsonSerializerContext;
