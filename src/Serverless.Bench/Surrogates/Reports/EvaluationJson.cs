using System.Text.Json.Serialization;

namespace Serverless.Bench.Surrogates.Reports;

/// <summary>The JSON form of the answer: camelCase, without nulls, and with named literals for infinities and NaN.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(EvaluationDocument))]
public sealed partial class EvaluationJson : JsonSerializerContext;
